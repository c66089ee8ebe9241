"use client";
import type { KeyboardEvent, ReactNode } from "react";
import { formatPercent, limitTone } from "../format/numbers";
import { Button } from "../primitives/Button";
import { LimitBar } from "../primitives/LimitBar";
import { StateLabel } from "../primitives/StateLabel";

export interface FailureDevice {
  id: string;
  /** "UPS 1A". */
  name: string;
  /** Load now as a share of the limit; null: not known. */
  nowShare: number | null;
  /** Load after the failure shown, of the failover limit; null while no failure is shown. */
  afterShare: number | null;
}

export interface FailureStripProps {
  devices: readonly FailureDevice[];
  /** The device that fails; null: nothing is tried. */
  failedId: string | null;
  onFail: (id: string) => void;
  onEnd: () => void;
  /** "If UPS 1C fails" or "Fail a device", and what follows, in words. */
  title: string;
  /** Shows the devices that are left out, or leaves them out again. */
  more?: { label: string; onPress: () => void };
  children?: ReactNode;
}

function percent(share: number | null): string {
  if (share === null) return "\u2013";
  return Number.isFinite(share) ? formatPercent(share).value : "over";
}

function DeviceState({ device, failed }: { device: FailureDevice; failed: boolean }) {
  if (failed) {
    return (
      <StateLabel state="failed" icon="blocked">
        Failed
      </StateLabel>
    );
  }
  const share = device.afterShare ?? device.nowShare;
  if (share === null) return <StateLabel state="unknown" />;
  const tone = limitTone(share);
  if (tone === "critical") return <StateLabel state="over">Over</StateLabel>;
  if (tone === "attention") return <StateLabel state="near">Near</StateLabel>;
  return <span className="hr-st">within</span>;
}

/** A strip above the floor: every top device, and what each carries after one fails. It stays until it is ended. */
export function FailureStrip({ devices, failedId, onFail, onEnd, title, more, children }: FailureStripProps) {
  /** Arrows go along the devices, and while a failure is shown they try the next one; Escape ends it. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape" && failedId !== null) {
      event.preventDefault();
      onEnd();
      return;
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const buttons: Element[] = [...event.currentTarget.children];
    const at = event.target instanceof Element ? buttons.indexOf(event.target) : -1;
    const next = (at + step + buttons.length) % buttons.length;
    const device = devices[next];
    if (at < 0 || !device) return;
    event.preventDefault();
    (buttons[next] as HTMLElement).focus();
    if (failedId !== null) onFail(device.id);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className="hr-fails" role="group" aria-label="Try the failure of a device">
      <div className="hr-fails-say">
        <b>{title}</b>
        {children ? <div aria-live="polite">{children}</div> : null}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons inside */}
      <div className="hr-fails-list" onKeyDown={onKeyDown}>
        {devices.map((device) => {
          const failed = device.id === failedId;
          const after = failed ? 0 : device.afterShare;
          const gain = after === null || device.nowShare === null ? 0 : Math.max(0, after - device.nowShare);
          const lost =
            !failed && failedId !== null && after !== null && device.nowShare !== null && after > device.nowShare;
          return (
            <button
              key={device.id}
              type="button"
              className="hr-ups"
              data-failed={failed || undefined}
              aria-pressed={failed}
              onClick={() => (failed ? onEnd() : onFail(device.id))}
            >
              <span className="hr-ups-n">
                <b>{device.name}</b>
                <DeviceState device={device} failed={failed} />
              </span>
              <LimitBar
                label={device.name}
                used={device.nowShare === null ? null : device.nowShare}
                gain={gain}
                limit={1}
                failed={failed}
                format={(share) => formatPercent(share).text}
              />
              <span className="hr-ups-v">
                {percent(device.nowShare)}
                {failedId !== null ? (
                  <>
                    <span className="hr-mut">{" \u2192 "}</span>
                    <b data-tone={lost ? limitTone(after ?? 0) : undefined}>{percent(after)}</b>
                  </>
                ) : null}
                <span className="hr-u">%</span>
              </span>
            </button>
          );
        })}
      </div>
      {failedId !== null ? (
        <div className="hr-fails-end">
          <Button size="small" icon="close" onPress={onEnd}>
            End failure
          </Button>
        </div>
      ) : more ? (
        <div className="hr-fails-end">
          <Button size="small" variant="quiet" onPress={more.onPress}>
            {more.label}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
