import { ControlsPage } from "./pages/controls";
import { FloorPage } from "./pages/floor";
import { RackPage } from "./pages/rack";
import { StatesPage } from "./pages/states";

export const pages = { states: StatesPage, controls: ControlsPage, floor: FloorPage, rack: RackPage };
