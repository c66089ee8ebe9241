import { router } from "../../trpc";
import { nameSeries } from "./name-series";
import { removeSource } from "./remove-source";
import { saveSource } from "./save-source";
import { series } from "./series";
import { sources } from "./sources";
import { write } from "./write";

export const telemetryRouter = router({ nameSeries, removeSource, saveSource, series, sources, write });
