import type { GreetingContent, GreetingDefinition, Newcomer, UnitOfWork } from '@lianke/kernel'

/** What the modules greet these newcomers with, in their order: the first module that has words for one speaks. */
export const askGreetings = async (
  work: UnitOfWork,
  greetings: readonly GreetingDefinition[],
  newcomers: readonly Newcomer[],
): Promise<readonly (GreetingContent | null)[]> => {
  const answers = await Promise.all(greetings.map(({ greet }) => greet(work, newcomers)))
  return newcomers.map((_, at) => answers.map((answer) => answer[at] ?? null).find((content) => content !== null) ?? null)
}
