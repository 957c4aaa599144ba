/** A text in each form that numbers have in a language; `other` where a form is not told apart. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Returns how a language chooses among forms by a number: "1 paper", "2 papers"; others have "few" and "many", too. */
export function pluralsOf(
  language: string,
  type: Intl.PluralRuleType = "cardinal",
): (n: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language, { type });
  return (n, forms) => forms[rules.select(n)] ?? forms.other;
}
