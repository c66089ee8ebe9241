/** Heads of a table of power that is counted three ways. */
export function ThreeWaysHead({ first }: { first: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {["Nameplate", "Derated", "Measured"].map((way) => (
          <th key={way} scope="col" className="hr-n">
            {way}
          </th>
        ))}
      </tr>
    </thead>
  );
}
