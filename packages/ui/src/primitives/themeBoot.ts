export type Theme = "light" | "dark";

export const THEME_KEY = "headroom-theme";

/** Runs in <head> before first paint: the stored choice, else the system's. */
export const THEME_SCRIPT = `(function(){var t;try{t=localStorage.getItem("${THEME_KEY}")}catch(e){}
if(t!=="dark"&&t!=="light")t=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";
document.documentElement.dataset.theme=t})()`;
