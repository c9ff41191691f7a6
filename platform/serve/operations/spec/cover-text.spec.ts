import { describe, expect, it } from 'vitest'
import { coverText } from '../cover-text.rule.ts'

describe('a vendor’s document for who operates', () => {
  it('shows ids, kinds and moments, and covers people and what opens doors', () => {
    expect(
      coverText(
        '<xml><ToUserName><![CDATA[wwcorp]]></ToUserName><ChangeType><![CDATA[add_external_contact]]></ChangeType><UserID><![CDATA[lin.mei]]></UserID>' +
          '<CreateTime>1763793600</CreateTime><Name><![CDATA[林美]]></Name><Mobile>13812345678</Mobile><WelcomeCode><![CDATA[WC-1]]></WelcomeCode></xml>',
      ),
    ).toBe(
      '<xml><ToUserName><![CDATA[wwcorp]]></ToUserName><ChangeType><![CDATA[add_external_contact]]></ChangeType><UserID><![CDATA[lin.mei]]></UserID>' +
        '<CreateTime>1763793600</CreateTime><Name><![CDATA[林•••]]></Name><Mobile>1•••</Mobile><WelcomeCode><![CDATA[W•••]]></WelcomeCode></xml>',
    )
  })
  it('does the same in JSON, and covers phones and addresses wherever they stand', () => {
    expect(
      coverText('{"tousername":"wwcorp","biz_mail":"a@b.cn","content":"好 \\"的\\"","note":"call 13812345678 or a@b.cn"}'),
    ).toBe('{"tousername":"wwcorp","biz_mail":"a•••","content":"好•••","note":"call ••• or •••"}')
  })
  it('covers an element that holds nothing with nothing', () => {
    expect(coverText('<Email></Email><Alias><![CDATA[]]></Alias>')).toBe('<Email></Email><Alias><![CDATA[]]></Alias>')
  })
})
