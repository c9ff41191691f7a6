import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mentionedIn, piecesOf, typedName } from '../rules/mentioned.rule.ts'

const fang = { id: 'f', title: '王芳' }
const longer = { id: 'l', title: '王芳芳' }

describe('whom a comment mentions', () => {
  it('is who was chosen and still stands in the text, once', () => {
    expect(mentionedIn('@王芳 看一下', [fang, longer, fang])).toEqual([fang])
    expect(mentionedIn('算了', [fang])).toEqual([])
  })

  it('is looked for while the name is typed', () => {
    expect(['你好@', '你好@王', '@王芳 ', '好', 'a@b @c'].map(typedName)).toEqual(['', '王', null, null, 'c'])
  })

  it('is set off in the text, the longest name first', () => {
    expect(piecesOf('问@王芳芳和@王芳，a@b', ['王芳', '王芳芳'])).toEqual([
      { from: 0, text: '问', mention: false },
      { from: 1, text: '@王芳芳', mention: true },
      { from: 5, text: '和', mention: false },
      { from: 6, text: '@王芳', mention: true },
      { from: 9, text: '，a@b', mention: false },
    ])
  })

  it('property: the pieces are the text, whatever stands in it', () => {
    const word = fc.constantFrom('@王芳', '@王芳芳', '@', ' ', 'a', '王')
    fc.assert(
      fc.property(fc.tuple(fc.array(word), fc.array(fc.stringMatching(/^[王芳a]{1,3}$/))), ([words, names]) => {
        const body = words.join('')
        const pieces = piecesOf(body, names)
        expect(pieces.map(({ text }) => text).join('')).toBe(body)
        for (const { from, text, mention } of pieces) {
          expect(body.slice(from, from + text.length)).toBe(text)
          if (mention) expect(names).toContain(text.slice(1))
        }
      }),
    )
  })
})
