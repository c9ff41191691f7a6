const rememberedMax = 500
const givenUpBelow = 0.5

/** Cells of a column mostly say the same few things: a stage, a shop, a day. What was read of a text is kept, unless most texts are new. */
export const remembering = <T>(read: (text: string) => T): ((text: string) => T) => {
  const kept = new Map<string, T>()
  let [asked, met] = [0, 0]
  return (text) => {
    if (asked > rememberedMax * 2 && met < asked * givenUpBelow) return read(text)
    asked += 1
    const known = kept.get(text)
    if (known !== undefined) {
      met += 1
      return known
    }
    const value = read(text)
    if (kept.size < rememberedMax) kept.set(text, value)
    return value
  }
}
