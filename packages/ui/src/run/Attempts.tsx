"use client";
import type { StepDto } from "@headroom/contracts/run";
import { useEffect, useState } from "react";
import { attemptsSaid, failedAttempts } from "./words";

type Step = Pick<StepDto, "attempts" | "attemptsMost" | "state">;

/** A square an attempt: failed, the one now, those left. Above a dozen the middle is left out. */
export function AttemptSquares({ step }: { step: Step }) {
  const failed = failedAttempts(step.state, step.attempts);
  const current = step.state === "working" || step.state === "retrying";
  const total = Math.min(12, Math.max(step.attemptsMost, step.attempts));
  const kindOf = (index: number) => {
    if (index < Math.min(failed, total - (current ? 1 : 0))) return "failed";
    if (current && index === Math.min(failed, total - 1)) return "now";
    return step.state === "done" && index === Math.min(failed, total - 1) ? "done" : "left";
  };
  return (
    <span className="hr-at" role="img" aria-label={attemptsSaid(step)}>
      {Array.from({ length: total }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the squares are their places
        <i key={index} data-kind={kindOf(index)} />
      ))}
    </span>
  );
}

/** Seconds to a moment, ticking; null on the server and before the first tick. */
export function useSecondsTo(until: number): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

const clock = (seconds: number): string => {
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${hours > 0 ? two(Math.floor((seconds % 3600) / 60)) : Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
};

/** "attempt 4 in 3:12", with the ring that closes. Screen readers are told once, and not every second. */
export function RetryCountdown({ until, since, attempt }: { until: string; since: string | null; attempt: number }) {
  const end = Date.parse(until);
  const left = useSecondsTo(end);
  const whole = since === null ? 0 : (end - Date.parse(since)) / 1000;
  const share = left === null || whole <= 0 ? 0 : Math.min(1, left / whole);
  return (
    <span className="hr-cd">
      <svg viewBox="0 0 16 16" aria-hidden="true" width="16" height="16">
        <circle cx="8" cy="8" r="6.5" className="hr-cd-track" />
        <circle
          cx="8"
          cy="8"
          r="6.5"
          className="hr-cd-left"
          pathLength={1}
          strokeDasharray={`${share} 1`}
          transform="rotate(-90 8 8)"
        />
      </svg>
      <span>
        attempt {attempt} {left === 0 ? "any moment" : "in"}{" "}
        {left === null || left === 0 ? null : (
          <span role="timer" aria-live="off" className="hr-num">
            {clock(left)}
          </span>
        )}
      </span>
    </span>
  );
}
