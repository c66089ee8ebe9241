import { ControlsPage } from "./pages/controls";
import { StatesPage } from "./pages/states";

export const pages = { states: StatesPage, controls: ControlsPage };
