"use client";
import { Button } from "@headroom/ui/primitives/Button";
import { Notice } from "@headroom/ui/primitives/Notice";
import { type ReactNode, useState } from "react";
import { RefuseForm } from "./RefuseForm";

interface OrderAnswerProps {
  children: ReactNode;
  /** Why the answer cannot be given yet; null: it can. */
  left: string | null;
  isBusy: boolean;
  failure: { readonly title: string; readonly cause: string } | null;
  /** What the answer is called: "It is done". */
  answer: string;
  onAnswer: () => void;
  /** What the refusal is called, and what its reason is asked by. */
  refusal: string;
  reason: string;
  onRefuse: (reason: string) => void;
}

/** The end of every order: the answer, or that it cannot be given and why. */
export function OrderAnswer(props: OrderAnswerProps) {
  const { children, left, isBusy, failure, answer, onAnswer, refusal, reason, onRefuse } = props;
  const [refusing, setRefusing] = useState(false);
  return (
    <>
      <form
        className="work-form"
        aria-label="Your answer"
        onSubmit={(event) => {
          event.preventDefault();
          if (left === null && !isBusy) onAnswer();
        }}
      >
        {children}
        {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
        <div className="work-answer">
          <Button
            variant="primary"
            type="submit"
            icon="within"
            off={isBusy ? "One moment" : left}
            offBeside={left !== null}
          >
            {answer}
          </Button>
          {refusing ? null : <Button onPress={() => setRefusing(true)}>{`${refusal}…`}</Button>}
        </div>
      </form>
      {refusing ? (
        <RefuseForm
          title={refusal}
          label={reason}
          off={isBusy ? "One moment" : null}
          onCancel={() => setRefusing(false)}
          onRefuse={onRefuse}
        />
      ) : null}
    </>
  );
}
