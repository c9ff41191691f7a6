import { type Label, label, personObject, type TrialLine } from '@lianke/kernel'

interface Sample {
  readonly id: string
  readonly name: string | null
}
interface Found {
  readonly blocked: { readonly identifiers: number; readonly persons: number; readonly sample: readonly Sample[] }
  readonly over: readonly {
    readonly type: string
    readonly limit: number
    readonly persons: number
    readonly sample: readonly Sample[]
  }[]
  readonly only_suggested: readonly { readonly type: string; readonly merges: number }[]
  readonly would_join: readonly { readonly type: string; readonly pairs: number }[]
  readonly one_mail: { readonly count: number }
}

const line = (words: Label, sample: readonly Sample[] = []): TrialLine => ({
  words,
  some: sample.map(({ id, name }) => ({ object: personObject, id, title: name })),
})

/** What a trial of other rules found, in sentences; one that says so where it found nothing. */
export const toldOf = ({ blocked, over, only_suggested, would_join, one_mail }: Found): TrialLine[] => {
  const lines = [
    ...(blocked.identifiers > 0
      ? [
          line(
            label(
              `${blocked.persons} 位客户的 ${blocked.identifiers} 个标识不再作为身份`,
              `${blocked.identifiers} identifiers of ${blocked.persons} people would name nobody`,
            ),
            blocked.sample,
          ),
        ]
      : []),
    ...over.map(({ type, limit, persons, sample }) =>
      line(
        label(
          `${persons} 位客户的 ${type} 超过 ${limit} 个；不会被拆分`,
          `${persons} people have more than ${limit} of ${type}; nobody is parted`,
        ),
        sample,
      ),
    ),
    ...only_suggested.map(({ type, merges }) =>
      line(
        label(
          `最近三个月由 ${type} 带来的 ${merges} 次合并会变成只建议`,
          `${merges} merges of the last three months, brought about by ${type}, would only have been suggested`,
        ),
      ),
    ),
    ...would_join.map(({ type, pairs }) =>
      line(
        label(
          `${pairs} 对等待处理的 ${type} 建议，今后会自动合并`,
          `${pairs} pairs that wait for a decision about ${type} would be joined by themselves from now on`,
        ),
      ),
    ),
    ...(one_mail.count > 0
      ? [line(label(`${one_mail.count} 个邮箱会被看作同一个`, `${one_mail.count} mailboxes of several people would be one`))]
      : []),
  ]
  return lines.length > 0 ? lines : [line(label('对现有客户没有影响', 'Nothing would be otherwise for the people there are'))]
}
