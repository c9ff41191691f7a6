import type { Meta } from '@lianke/kernel'

type Loose = Readonly<Record<string, unknown>>
/** How one kind of thing is told, as its receiver sees and changes it. */
export interface NoticeWish {
  readonly notice: Meta['notices'][number]
  readonly bell: boolean
  readonly message: boolean
  readonly pace: 'now' | 'daily'
}

/** Every notice of the product with what somebody has chosen, or what it does by itself. */
export const wishesOf = (notices: Meta['notices'], chosen: readonly Loose[]): readonly NoticeWish[] =>
  notices.map((notice) => {
    const row = chosen.find((one) => one.notice === notice.name)
    return row
      ? { notice, bell: row.bell !== false, message: row.message === true, pace: row.pace === 'daily' ? 'daily' : 'now' }
      : { notice, bell: true, message: notice.message, pace: 'now' }
  })

/** What the command is told of a wish. */
export const wishInput = ({ notice, bell, message, pace }: NoticeWish) => ({ notice: notice.name, bell, message, pace })
