import type { ComponentType } from "react";
import { ChartsPage } from "./pages/charts";
import { ControlsPage } from "./pages/controls";
import { FloorPage } from "./pages/floor";
import { OverviewPage } from "./pages/overview";
import { PlanPage } from "./pages/plan";
import { RackPage } from "./pages/rack";
import { RegionsPage } from "./pages/regions";
import { ReviewPage } from "./pages/review";
import { RunPage } from "./pages/run";
import { SignInPage } from "./pages/signin";
import { StatesPage } from "./pages/states";

/** Pages that stand without the shell. */
export const plainPages: Record<string, ComponentType> = { signin: SignInPage };

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
  run: RunPage,
};
