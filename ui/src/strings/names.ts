/** Says whether a table has words for a name; what another version of Offprint wrote may have others. */
export const isNamed = <Name extends string>(table: Record<Name, unknown>, name: string): name is Name =>
  Object.hasOwn(table, name); // prettier-ignore
