import { describe, expect, it } from 'vitest'
import { taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('rich text', () => {
  it('loses scripts, handlers and foreign schemes', () => {
    const clean = taken('rich_text')(
      '<p onclick="x()">hi<script>alert(1)</script><a href="javascript:alert(1)">x</a><a href="https://a.b">y</a><img src=x onerror=alert(1)></p>',
    ) as string
    expect(clean).not.toMatch(/script|onclick|onerror|alert/)
    expect(clean).toContain('<a href="https://a.b">y</a>')
  })
})
