import { useState } from "react";
import { SmallMultiple, SmallMultiples, Sparkline } from "../../src/charts/Sparkline";
import { UtilisationChart, type UtilisationMonth } from "../../src/charts/UtilisationChart";
import { addMonths } from "../../src/format/dates";
import { PageHeader, Section, ToolRow } from "../../src/primitives/PageHeader";
import { Segmented } from "../../src/primitives/Segmented";
import { Num } from "../../src/primitives/Text";

const months: UtilisationMonth[] = Array.from({ length: 36 }, (_, index) => {
  const inService = 30 + index * 0.42 + Math.sin(index / 2) * 0.8;
  return {
    month: addMonths("2023-06-01", index).toISOString().slice(0, 10),
    inService: index === 20 ? null : inService,
    installed: index === 20 ? null : inService + 1.6 + (index % 5) * 0.5,
    committed: index > 30 ? (index - 30) * 1.2 : 0.4,
    stranded: 0.6 + index * 0.05,
    limit: index < 10 ? 42 : index < 24 ? 48 : 54.8,
  };
});

export function ChartsPage() {
  const [view, setView] = useState<"chart" | "table">(
    new URLSearchParams(location.search).get("view") === "table" ? "table" : "chart",
  );
  return (
    <>
      <PageHeader title="Utilisation" say>
        <b>eu-north</b> uses <b>94 %</b> of its power. By the plain trend of twelve months it runs out in{" "}
        <b>Oct 2026</b>.
      </PageHeader>
      <ToolRow>
        <Segmented
          label="Resource"
          labelled
          value="power"
          onChange={() => undefined}
          options={[
            { value: "power", label: "Power" },
            { value: "space", label: "Space" },
            { value: "cooling", label: "Cooling" },
          ]}
        />
      </ToolRow>
      <UtilisationChart
        id="u"
        title="Power in use, eu-north"
        unit="MW"
        asOf="as of 12 May 2026, 09:42 UTC"
        summary={
          <>
            In service rose from 30.0 to <b>45.0 MW</b> in 36 months; the limit was raised twice, last in Jun 2025. One
            month is not known.
          </>
        }
        months={months}
        view={view}
        onView={setView}
        onCsv={() => undefined}
        cursor="2026-02-01"
      />
      <Section id="sm" title="By region" note="share of power in use, 36 months, from zero to the limit">
        <SmallMultiples>
          {["eu-north", "ap-south", "us-east", "ap-northeast", "us-central", "eu-west"].map((name, index) => (
            <SmallMultiple key={name} title={name} value={<Num of={94 - index * 3} unit="%" />}>
              <Sparkline
                values={months.map((month) => (month.inService === null ? null : month.inService - index * 3))}
                limit={54.8 - index}
                label={`${name}, share of power in use over 36 months`}
              />
            </SmallMultiple>
          ))}
        </SmallMultiples>
      </Section>
    </>
  );
}
