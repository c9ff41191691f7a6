import type { GreetingContent, GreetingDefinition, Newcomer, Room } from '@lianke/kernel'

/** What the rooms greet these newcomers with, in their order: the first room that has words for one speaks. */
export const askGreetings = async (
  room: Room,
  greetings: readonly GreetingDefinition[],
  newcomers: readonly Newcomer[],
): Promise<readonly (GreetingContent | null)[]> => {
  const answers = await Promise.all(greetings.map(({ greet }) => greet(room, newcomers)))
  return newcomers.map((_, at) => answers.map((answer) => answer[at] ?? null).find((content) => content !== null) ?? null)
}
