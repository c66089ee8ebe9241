"use client";
import type { ReactNode } from "react";
import { formatNumber } from "../format/numbers";
import { Button } from "../primitives/Button";
import { waterfall } from "./waterfallScale";

export interface WaterfallStep {
  id: string;
  /** "Failover, UPS NRD2-1C". */
  limit: ReactNode;
  /** How many it takes away, positive. */
  takes: number;
  /** "0.0 kW". */
  slack?: ReactNode;
  /** "+180 kW on 1C", and what it brings: "+14 racks". */
  relief?: ReactNode;
  reliefGain?: string;
}

export interface WhyWaterfallProps {
  /** "racks". */
  unit: string;
  asked: number;
  steps: readonly WaterfallStep[];
  placed: number;
  /** "space, row 3-1-09". */
  nextToBind?: ReactNode;
  onTry?: (id: string) => void;
}

/** Asked, one step per limit, placed: an ordered list drawn as a waterfall. A cut axis says so and is drawn broken. */
export function WhyWaterfall(props: WhyWaterfallProps) {
  const { asked, placed, unit } = props;
  const steps = [...props.steps].sort((a, b) => b.takes - a.takes);
  const scale = waterfall(
    asked,
    steps.map((step) => step.takes),
    placed,
  );
  const pct = (share: number) => `${(share * 100).toFixed(2)}%`;
  const full = (value: number) => (
    <td className="hr-wf-g">
      <i className="hr-wf-full" data-cut={scale.start > 0 || undefined} style={{ width: pct(scale.at(value)) }} />
    </td>
  );
  return (
    <table className="hr-t hr-wf" data-density="compact">
      <caption className="hr-vh">
        Why {formatNumber(placed)} and not {formatNumber(asked)} {unit}: what each limit takes, worst first
      </caption>
      <thead>
        <tr>
          <th scope="col">Limit</th>
          <th scope="col">
            {unit}
            {scale.start > 0 ? <span className="hr-mut">, axis from {formatNumber(scale.start)}</span> : null}
          </th>
          <th scope="col" className="hr-n">
            Takes
          </th>
          <th scope="col" className="hr-n hr-p2">
            Slack
          </th>
          <th scope="col" className="hr-p2">
            Cheapest relief
          </th>
          {props.onTry ? (
            <th scope="col">
              <span className="hr-vh">Try</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        <tr className="hr-wf-end">
          <th scope="row">Asked</th>
          {full(asked)}
          <td className="hr-n">{formatNumber(asked)}</td>
          <td className="hr-p2" />
          <td className="hr-p2" />
          {props.onTry ? <td /> : null}
        </tr>
        {steps.map((step, index) => {
          const bar = scale.steps[index]!;
          return (
            <tr key={step.id}>
              <th scope="row">
                <span className="hr-mut hr-wf-rank">{index + 1}</span>
                {step.limit}
                {step.relief ? (
                  <span className="hr-t-sub hr-phone">
                    {step.relief} {step.reliefGain}
                  </span>
                ) : null}
              </th>
              <td className="hr-wf-g">
                <i className="hr-wf-cut" style={{ left: pct(bar.from), width: pct(bar.to - bar.from) }} />
                <i className="hr-wf-ln" style={{ left: pct(bar.from) }} />
              </td>
              <td className="hr-n">{formatNumber(-step.takes)}</td>
              <td className="hr-n hr-sec hr-p2">{step.slack}</td>
              <td className="hr-wf-relief hr-p2">
                {step.relief} {step.reliefGain ? <span className="hr-mut">{step.reliefGain}</span> : null}
              </td>
              {props.onTry ? (
                <td className="hr-n">
                  {step.relief ? (
                    <Button size="small" onPress={() => props.onTry?.(step.id)}>
                      Try it
                    </Button>
                  ) : null}
                </td>
              ) : null}
            </tr>
          );
        })}
        <tr className="hr-wf-end">
          <th scope="row">Placed</th>
          {full(placed)}
          <td className="hr-n">{formatNumber(placed)}</td>
          <td className="hr-p2" />
          <td className="hr-sec hr-p2" colSpan={props.onTry ? 2 : 1}>
            {props.nextToBind ? <>Next to bind: {props.nextToBind}</> : null}
          </td>
        </tr>
      </tbody>
    </table>
  );
}
