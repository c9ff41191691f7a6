import { defineModule, defineNotice, defineReaction, identityReader, label } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { reactionLanes } from './reaction-lanes.ts'

const said = label('甲', 'One')
const module = (name: string, ground = false) =>
  defineModule({
    name,
    label: said,
    ground,
    reactions: [defineReaction({ name: `${name}.answers`, on: ['pet.fed'], once: ({ id }) => id, run: async () => {} })],
  })
const telling = defineModule({
  name: 'telling',
  label: said,
  notices: [
    defineNotice({
      name: 'telling.fed',
      label: said,
      kind: 'pet',
      on: ['pet.fed'],
      title: said,
      concerns: () => null,
    } as unknown as Parameters<typeof defineNotice>[0]),
  ],
})

describe('lanes of reactions', () => {
  it('are one for each module that answers: the ground first, one after the other, then all others beside each other', () => {
    const lanes = reactionLanes([module('trade'), module('house', true), module('people', true), telling], { identified: true })
    expect(lanes.map(({ reader, after }) => [reader, after])).toEqual([
      ['reactions:house', identityReader],
      ['reactions:people', 'reactions:house'],
      ['reactions:trade', 'reactions:people'],
      ['notices', 'reactions:people'],
    ])
    expect(lanes.map(({ reactions }) => reactions.map(({ name }) => name))).toEqual([
      ['house.answers'],
      ['people.answers'],
      ['trade.answers'],
      ['notice.telling.fed'],
    ])
  })

  it('follow nobody where persons are not asked for and there is no ground', () => {
    expect(reactionLanes([module('trade')], { identified: false })[0]?.after).toBeUndefined()
  })
})
