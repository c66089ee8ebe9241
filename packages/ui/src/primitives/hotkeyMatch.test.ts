import { describe, expect, it } from "vitest";
import { isSingleKey, keyCaps, matchHotkey, pressName } from "./hotkeyMatch";

const press = (key: string, mod = false) => ({ key, ctrlKey: mod, metaKey: false, altKey: false });
const all = { singleKeys: true, typing: false };
const keys = [{ keys: "j" }, { keys: "g r" }, { keys: "Mod+k" }, { keys: "?" }, { keys: "r" }];

describe("matchHotkey", () => {
  it("runs a single key, a sequence and a chord", () => {
    expect(matchHotkey(keys, press("j"), null, all)).toEqual({ kind: "run", binding: { keys: "j" } });
    expect(matchHotkey(keys, press("g"), null, all)).toEqual({ kind: "prefix", prefix: "g" });
    expect(matchHotkey(keys, press("r"), "g", all)).toEqual({ kind: "run", binding: { keys: "g r" } });
    expect(matchHotkey(keys, press("k", true), null, all)).toEqual({ kind: "run", binding: { keys: "Mod+k" } });
  });
  it("reads the second key alone when the sequence does not exist", () => {
    expect(matchHotkey(keys, press("j"), "g", all)).toEqual({ kind: "run", binding: { keys: "j" } });
  });
  it("leaves text fields alone, but for chords", () => {
    const typing = { singleKeys: true, typing: true };
    expect(matchHotkey(keys, press("j"), null, typing).kind).toBe("none");
    expect(matchHotkey(keys, press("k", true), null, typing).kind).toBe("run");
  });
  it("switches single keys off, sequences of them too", () => {
    const off = { singleKeys: false, typing: false };
    expect(matchHotkey(keys, press("j"), null, off).kind).toBe("none");
    expect(matchHotkey(keys, press("g"), null, off).kind).toBe("none");
    expect(matchHotkey(keys, press("k", true), null, off).kind).toBe("run");
    expect(isSingleKey("Enter")).toBe(false);
  });
  it("lets the later binding win", () => {
    const first = { keys: "e", id: 1 };
    const second = { keys: "e", id: 2 };
    expect(matchHotkey([first, second], press("e"), null, all)).toEqual({ kind: "run", binding: second });
  });
  it("leaves Enter to the link or button that has the focus", () => {
    const enter = [{ keys: "Enter" }, { keys: "j" }];
    expect(matchHotkey(enter, press("Enter"), null, all).kind).toBe("run");
    expect(matchHotkey(enter, press("Enter"), null, { ...all, onControl: true }).kind).toBe("none");
    expect(matchHotkey(enter, press("j"), null, { ...all, onControl: true }).kind).toBe("run");
  });
  it("ignores Alt and knows capitals", () => {
    expect(pressName({ ...press("j"), altKey: true })).toBeNull();
    expect(matchHotkey(keys, press("J"), null, all).kind).toBe("run");
  });
});

describe("keyCaps", () => {
  it("prints what stands on the keys", () => {
    expect(keyCaps("g r")).toBe("G R");
    expect(keyCaps("Mod+k")).toBe("Ctrl K");
    expect(keyCaps("ArrowUp ArrowDown")).toBe("\u2191 \u2193");
    expect(keyCaps("Enter")).toBe("Enter");
  });
});
