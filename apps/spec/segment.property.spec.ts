import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { personsMax, playSegments, readerNames, type SegmentHappening, type SegmentStory } from './segment-stories.testing.ts'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

let world: SpineWorld
let told = 0
beforeAll(async () => {
  world = await openSpine()
})
afterAll(() => world?.tenant.close())

const nth = fc.nat(personsMax - 1)
const reader = fc.constantFrom(...readerNames)
const happeningOf: fc.Arbitrary<SegmentHappening> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ what: fc.constantFrom('tag', 'untag', 'view', 'look'), nth }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('pause'), reader }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('resume'), reader }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constantFrom('run', 'turn', 'hour', 'hour', 'copy') }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom('restore', 'remake') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('rebuild'),
      segment: fc.nat(3),
      beside: fc.constantFrom('nothing', 'nothing', 'turn', 'tag', 'remake'),
    }),
  },
)

/** Enter and exit take turns, and there are no more of them than somebody who counts from the first fact on finds. */
const nothingIsToldAgain = (story: SegmentStory): void => {
  for (const [key, ways] of story.told) {
    expect(ways, key).toEqual(ways.map((_, at) => at % 2 === 0))
    expect(ways.length, `${key} told ${ways.length} times`).toBeLessThanOrEqual(story.true.get(key)?.length ?? 0)
  }
}
/** Who is in at the end is who belongs there, and was told so. */
const theEndIsRight = (story: SegmentStory): void => {
  const belong = [...story.true].flatMap(([key, ways]) => (ways.at(-1) ? [key] : []))
  const toldIn = [...story.told].flatMap(([key, ways]) => (ways.at(-1) ? [key] : []))
  expect([...story.members].sort()).toEqual(belong.sort())
  expect(toldIn.sort()).toEqual(belong.sort())
}

/** What went wrong once: an older copy in the store's place, and a rebuild while the store was made anew. */
const known: [SegmentHappening[]][] = [
  [
    [
      { what: 'copy' },
      { what: 'view', nth: 0 },
      { what: 'view', nth: 0 },
      { what: 'tag', nth: 0 },
      { what: 'run' },
      { what: 'hour' },
      { what: 'restore' },
    ],
  ],
  [
    [
      { what: 'view', nth: 1 },
      { what: 'view', nth: 1 },
      { what: 'tag', nth: 1 },
      { what: 'run' },
      { what: 'hour' },
      { what: 'rebuild', segment: 0, beside: 'remake' },
      { what: 'rebuild', segment: 1, beside: 'remake' },
    ],
  ],
]

describe('whatever readers rest, stores are restored or made anew, and segments are rebuilt', () => {
  it('nobody is told to enter or leave more often than a count from the first fact on has it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happeningOf, { minLength: 4, maxLength: 16 }), async (happenings) => {
        const { settled, rebuilt } = await playSegments(world, `g${++told}`, happenings)
        nothingIsToldAgain(settled)
        theEndIsRight(settled)
        nothingIsToldAgain(rebuilt)
        theEndIsRight(rebuilt)
        expect([...rebuilt.told]).toEqual([...settled.told])
      }),
      { numRuns: 10, examples: known, interruptAfterTimeLimit: 180_000 },
    )
  })
})
