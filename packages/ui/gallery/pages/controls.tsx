import { useState } from "react";
import { Button } from "../../src/primitives/Button";
import { ComboBox } from "../../src/primitives/ComboBox";
import { Derivation } from "../../src/primitives/Derivation";
import { Checkbox, DateField, ErrorSummary, Select, TextArea, TextField } from "../../src/primitives/Field";
import { Menu } from "../../src/primitives/Menu";
import { Notice } from "../../src/primitives/Notice";
import { NumberField } from "../../src/primitives/NumberField";
import { Columns, Fill, KeyValue, PageHeader, Section, SummaryStrip, ToolRow } from "../../src/primitives/PageHeader";
import { Segmented, ViewToggle } from "../../src/primitives/Segmented";
import { StateLabel } from "../../src/primitives/StateLabel";
import { Id, Num } from "../../src/primitives/Text";
import { useToast } from "../../src/primitives/Toast";

export function ControlsPage() {
  const [metric, setMetric] = useState("power");
  const [view, setView] = useState("floor");
  const [racks, setRacks] = useState<number | null>(12);
  const [region, setRegion] = useState<string | null>("eu-north");
  const toast = useToast();
  return (
    <>
      <PageHeader
        id="RQ-4471"
        title="12 × C5 for search-index"
        state={
          <StateLabel state="waiting" box>
            Your answer, 2 h 40 min left
          </StateLabel>
        }
        actions={
          <>
            <Menu
              label="Scope"
              trigger={
                <button type="button" className="hr-b">
                  Yours
                </button>
              }
              groups={[
                {
                  id: "g",
                  items: [
                    { id: "a", label: "Yours", selected: true },
                    { id: "b", label: "Everyone's", keyHint: "E" },
                    { id: "c", label: "Archive", off: "Nothing is archived yet" },
                  ],
                },
              ]}
            />
            <Button
              variant="primary"
              keyHint="C"
              onPress={() => toast({ text: "Request RQ-4487 sent", onUndo: () => undefined })}
            >
              New request
            </Button>
          </>
        }
      >
        Asked by <b>search-index</b>, in <b>eu-north</b>, by 2 Oct. Fits nowhere in NRD-2; the cheapest relief is 6.2 kW
        on one PDU.
      </PageHeader>
      <Notice tone="attention" icon="stale" actions={<Button size="small">See the changes</Button>}>
        <b>The base moved 38 minutes ago, by 14 changes.</b> 3 of 61 actions in B no longer hold.
      </Notice>
      <ToolRow>
        <Segmented
          label="Metric"
          labelled
          value={metric}
          onChange={setMetric}
          options={[
            { value: "space", label: "Space", keyHint: "1" },
            { value: "power", label: "Power", keyHint: "2" },
            { value: "cooling", label: "Cooling", keyHint: "3" },
          ]}
        />
        <Fill />
        <ViewToggle
          value={view}
          onChange={setView}
          options={[
            { value: "floor", label: "Floor", icon: "floor" },
            { value: "table", label: "Table", icon: "table" },
          ]}
        />
      </ToolRow>
      <SummaryStrip
        items={[
          { label: "Actions", value: "41 add, 14 move, 6 retire" },
          { label: "Worst single failure", value: <Num of="96" unit="%, was 88" />, tone: "attention" },
          { label: "Stranded power", value: <Num of="1.2" unit="MW, was 2.1" /> },
        ]}
      />
      <Columns template="minmax(0,1fr) 400px">
        <Section id="form" title="Form" note="every field is required unless it says so">
          <ErrorSummary errors={[{ id: "title", message: "Give the request a name" }]} />
          <form className="hr-form">
            <TextField id="title" label="Name" error="Give the request a name" defaultValue="" />
            <Select
              label="Rack type"
              options={[{ value: "c5", label: "C5, compute" }]}
              placeholder="Choose a type"
              help="Eight types in four families"
            />
            <NumberField label="Racks" value={racks} onChange={setRacks} unit="racks" min={1} help="One row holds 20" />
            <ComboBox
              label="Region"
              value={region}
              onChange={setRegion}
              options={[
                { value: "eu-north", label: "eu-north", detail: "Nordic" },
                { value: "eu-west", label: "eu-west", detail: "Atlantic" },
              ]}
            />
            <TextField label="Power" unit="kW" defaultValue="15.5" inputMode="decimal" />
            <DateField label="Needed by" defaultValue="2026-10-02" />
            <TextArea label="Why" optional />
            <Checkbox label="All or nothing" help="Off: place as many as fit" defaultChecked />
            <div>
              <Button variant="primary" type="submit">
                Send request
              </Button>
            </div>
          </form>
        </Section>
        <Section id="kv" title="Facts">
          <div style={{ padding: "0 var(--gutter) 12px" }}>
            <KeyValue
              items={[
                { label: "Serves", value: "search-index, reservation RS-207" },
                { label: "Identifier", value: <Id>RQ-4471</Id> },
                {
                  label: "Free power",
                  value: (
                    <Derivation
                      title="Free power, eu-north"
                      asOf="as of 12 May 2026, 09:42 UTC"
                      total="3.2 MW"
                      terms={[
                        { label: "Supply", value: "54.8 MW", href: "?" },
                        { label: "Committed", value: "− 48.1 MW", href: "?" },
                        { label: "Reserved", value: "− 3.5 MW", href: "?" },
                      ]}
                    >
                      <Num of="3.2" unit="MW" />
                    </Derivation>
                  ),
                },
              ]}
            />
          </div>
        </Section>
      </Columns>
    </>
  );
}
