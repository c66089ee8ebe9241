import { ChartsPage } from "./pages/charts";
import { ControlsPage } from "./pages/controls";
import { FloorPage } from "./pages/floor";
import { OverviewPage } from "./pages/overview";
import { PlanPage } from "./pages/plan";
import { RackPage } from "./pages/rack";
import { RegionsPage } from "./pages/regions";
import { ReviewPage } from "./pages/review";
import { StatesPage } from "./pages/states";

export const pages = {
  states: StatesPage,
  controls: ControlsPage,
  floor: FloorPage,
  rack: RackPage,
  plan: PlanPage,
  regions: RegionsPage,
  charts: ChartsPage,
  overview: OverviewPage,
  review: ReviewPage,
};
