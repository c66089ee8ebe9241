import { HOUR_MS } from "../telemetry/point";

/**
 * How often a rule would have fired for one thing: hours (their beginnings, ascending, milliseconds since 1970) in which what it looks for was so, of which
 * so many have to follow each other. What goes on is one alert.
 */
export function firings(hours: readonly number[], least: number): number {
  let [times, length] = [0, 0];
  hours.forEach((hour, i) => {
    length = i > 0 && hour - hours[i - 1]! === HOUR_MS ? length + 1 : 1;
    if (length === least) times += 1;
  });
  return times;
}
