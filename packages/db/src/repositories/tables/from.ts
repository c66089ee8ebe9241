import { fieldOf } from "@headroom/core/topology/records/fleet";
import type { Link, RecordType } from "@headroom/core/topology/records/types";
import type { TableColumn } from "@headroom/core/topology/table/columns";
import { quoted, sourceOf, typeNamed } from "../fleet-records/natural";

/** Columns of `t` that tell a row from every other. */
export const IDENTITY: readonly string[] = ["t.id"];

/** A type's table `t` with the tables that its columns need, and no others: joined once, however often they are asked for. */
export function tableFrom(of: RecordType) {
  const source = sourceOf(of.name);
  const joins: string[] = source.join ? [source.join(quoted)] : [];
  const aliases = new Map<string, string>();

  const joined = (alias: string, link: Link, sure: boolean): string => {
    const path = `${alias}.${link.column}`;
    const known = aliases.get(path);
    if (known) return known;
    const next = `j${aliases.size}`;
    aliases.set(path, next);
    const kind = sure && !link.optional ? "JOIN" : "LEFT JOIN";
    joins.push(`${kind} ${quoted(typeNamed(link.to).table)} ${next} ON ${next}.id = ${alias}.${quoted(link.column!)}`);
    return next;
  };
  const fieldSql = (alias: string, type: RecordType, name: string, sure: boolean): string => {
    const value = alias === "t" ? source.values?.[name] : undefined;
    if (value) return value;
    const field = fieldOf(type, name);
    if (field.column !== null) return `${alias}.${quoted(field.column)}`;
    const link = type.links.find((one) => one.column !== null && one.fields.includes(name));
    if (!link) throw new Error(`${type.name}.${name} is neither kept nor part of a link`);
    const to = typeNamed(link.to);
    return fieldSql(joined(alias, link, sure), to, to.key[link.fields.indexOf(name)]!, sure && !link.optional);
  };

  return {
    /** The column as it is kept. */
    column({ name, through }: Pick<TableColumn, "name" | "through">): string {
      let [alias, type, sure] = ["t", of, true] as [string, RecordType, boolean];
      for (const step of through) {
        const link = type.links.find((one) => one.to === step && one.column !== null);
        if (!link) throw new Error(`${type.name} has no link to ${step}`);
        alias = joined(alias, link, sure);
        sure &&= !link.optional;
        type = typeNamed(step);
      }
      return fieldSql(alias, type, name, sure);
    },
    /** FROM and WHERE, after every column has been asked for. `beside`: a table `p` and what makes its rows those of `t`. */
    text(conditions: readonly string[], beside?: { readonly table: string; readonly on: string }): string {
      const where = [...(source.where ? [source.where] : []), ...conditions];
      const table = `${quoted(of.table)} t`;
      return [
        `FROM ${beside ? `${beside.table} p JOIN ${table} ON ${beside.on}` : table}`,
        ...joins,
        ...(where.length > 0 ? [`WHERE ${where.join(" AND ")}`] : []),
      ].join(" ");
    },
  };
}

export type TableFrom = ReturnType<typeof tableFrom>;
