import type { Highs, ModelData } from "highs";

export type Entry = readonly [column: number, value: number];

/** A mixed-integer program that is maximised, gathered row by row in the solver's sparse form. */
export class Program {
  private readonly cost: number[] = [];
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly integer: (0 | 1)[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly starts: number[] = [0];
  private readonly indices: number[] = [];
  private readonly values: number[] = [];

  column(cost: number, lower: number, upper: number, kind: "integer" | "real" = "real"): number {
    this.cost.push(cost);
    this.lower.push(lower);
    this.upper.push(upper);
    this.integer.push(kind === "integer" ? 1 : 0);
    return this.cost.length - 1;
  }

  row(lower: number, entries: readonly Entry[], upper: number) {
    if (entries.length === 0) return;
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
    for (const [column, value] of entries) {
      this.indices.push(column);
      this.values.push(value);
    }
    this.starts.push(this.indices.length);
  }

  data(highs: Highs): ModelData {
    const [numCols, numRows] = [this.cost.length, this.rowLower.length];
    return {
      numCols,
      numRows,
      sense: highs.constants.objectiveSense.maximize,
      colCost: this.cost,
      colLower: this.lower,
      colUpper: this.upper,
      rowLower: this.rowLower,
      rowUpper: this.rowUpper,
      integrality: Int32Array.from(this.integer),
      matrix: {
        format: "csr",
        numRows,
        numCols,
        starts: this.starts,
        indices: this.indices,
        values: this.values,
      },
    };
  }
}

export interface Effort {
  /** The search of one program ends after so many nodes: never a time, so that decisions do not depend on the machine. */
  readonly nodes: number;
  /** ... or when it is proven to be within this share of the best. */
  readonly gap: number;
}

/** The values of the best solution found, null where none was. `start`: some columns' values to begin with. */
export function solve(
  highs: Highs,
  program: Program,
  start: readonly Entry[],
  { nodes, gap }: Effort,
): Float64Array | null {
  return highs.withModel(program.data(highs), (model) => {
    model.options.set({ output_flag: false, mip_max_nodes: nodes, mip_rel_gap: gap });
    if (start.length > 0)
      model.setSolution({ indices: start.map(([column]) => column), values: start.map(([, value]) => value) });
    model.run();
    const found = model.info.get("primal_solution_status") === highs.constants.solutionStatus.feasible;
    return found ? Float64Array.from(model.getSolution().colValue) : null;
  });
}
