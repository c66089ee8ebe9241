import { ControlsPage } from "./pages/controls";
import { FloorPage } from "./pages/floor";
import { PlanPage } from "./pages/plan";
import { RackPage } from "./pages/rack";
import { ReviewPage } from "./pages/review";
import { StatesPage } from "./pages/states";

export const pages = {
  states: StatesPage,
  controls: ControlsPage,
  floor: FloorPage,
  rack: RackPage,
  plan: PlanPage,
  review: ReviewPage,
};
