import './duplicates.css'
import { type Label, label } from '@lianke/kernel'
import { Empty, Failure, Icon, Page, recordPath, request, Skeleton, useNumbers, useText, useToast } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { LinkReasons } from './link-reasons.tsx'
import { MergeFields, MergeMoves, usePreviewed } from './merge-fields.tsx'
import { type Duplicate, useDuplicates } from './use-duplicates.ts'
import { useQueueKeys } from './use-queue-keys.ts'

const person = 'customer.person'

interface Acts {
  readonly merge: () => void
  readonly reject: () => void
  readonly next: () => void
  readonly back: () => void
  readonly undo: (() => void) | undefined
}
const keys: readonly (readonly [string, Label])[] = [
  ['J K', label('下一对、上一对', 'next, previous')],
  ['M', label('合并', 'merge')],
  ['N', label('不是同一人', 'not the same')],
  ['Z', label('撤销', 'undo')],
]

const Hints = () => {
  const text = useText()
  return (
    <span className="lk-duplicates-hints lk-wide-only">
      {keys.map(([key, said]) => (
        <span key={key}>
          <kbd className="lk-kbd">{key}</kbd> {text(said)}
        </span>
      ))}
    </span>
  )
}

const Likelihood = ({ score }: Pick<Duplicate, 'score'>) => {
  const numbers = useNumbers()
  return score === null ? null : <b className="lk-num">{`${numbers.number(score * 100, 1)} %`}</b>
}

const Queue = ({
  pairs,
  at,
  onPick,
}: {
  readonly pairs: readonly Duplicate[]
  readonly at: number
  readonly onPick: (at: number) => void
}) => {
  const text = useText()
  return (
    <ul className="lk-duplicates-queue" aria-label={text(label('待处理', 'To decide'))}>
      {pairs.map((pair, index) => (
        <li key={pair.id}>
          <button
            type="button"
            aria-current={index === at}
            className={index === at ? 'current' : undefined}
            onClick={() => onPick(index)}
          >
            <span className="lk-ellipsis">{pair.left.title}</span>
            <span className="lk-ellipsis lk-muted">{pair.right.title}</span>
            <Likelihood score={pair.score} />
          </button>
        </li>
      ))}
    </ul>
  )
}

const Pair = ({ pair, acts }: { readonly pair: Duplicate; readonly acts: Acts }) => {
  const text = useText()
  const preview = usePreviewed(pair.left.id, pair.right.id)
  return (
    <article className="lk-duplicates-pair">
      <header>
        {[pair.left, pair.right].map(({ id, title }) => (
          <Link key={id} to={recordPath(person, id)}>
            {title}
          </Link>
        ))}
        <Likelihood score={pair.score} />
      </header>
      <LinkReasons pair={pair} />
      {preview ? (
        <>
          <MergeFields preview={preview} />
          <MergeMoves moved={preview.moved} />
        </>
      ) : (
        <Skeleton rows={5} />
      )}
      <footer>
        <Button type="primary" onClick={acts.merge}>
          {text(label('是同一人，合并', 'Same person: merge'))} <kbd className="lk-kbd">M</kbd>
        </Button>
        <Button onClick={acts.reject}>
          {text(label('不是同一人', 'Not the same person'))} <kbd className="lk-kbd">N</kbd>
        </Button>
        <Button type="text" onClick={acts.next}>
          {text(label('以后再说', 'Later'))} <kbd className="lk-kbd">J</kbd>
        </Button>
      </footer>
    </article>
  )
}

const LookNow = () => {
  const text = useText()
  const toast = useToast()
  const look = async () => {
    try {
      await request('/commands/identity.find_duplicates_now', { body: {} })
      toast.done(text(label('已开始查找，结果会出现在这里', 'Looking; what is found shows here')))
    } catch (error) {
      toast.failed(error)
    }
  }
  return (
    <Button icon={<Icon name="search" size={14} />} onClick={() => void look()}>
      {text(label('现在查找', 'Look now'))}
    </Button>
  )
}

const Nothing = () => {
  const text = useText()
  return (
    <Empty
      icon="done"
      title={text(label('没有要处理的重复', 'No duplicates to decide'))}
      help={text(label('每天夜里自动查找一次，也可以现在查找', 'They are looked for every night, or now'))}
    />
  )
}

const UndoLast = ({ undo }: Pick<Acts, 'undo'>) => {
  const text = useText()
  return undo ? (
    <Button onClick={undo}>
      {text(label('撤销上一个', 'Undo the last'))} <kbd className="lk-kbd">Z</kbd>
    </Button>
  ) : null
}

/** What can be done with the pair at hand, and which pair that is. */
const useReview = () => {
  const queue = useDuplicates()
  const [chosen, setChosen] = useState(0)
  const { pairs, decide } = queue
  const at = Math.min(chosen, Math.max(0, pairs.length - 1))
  const pair = pairs[at]
  const acts: Acts = {
    merge: () => void (pair && decide('suggestion_accept', pair.id)),
    reject: () => void (pair && decide('suggestion_reject', pair.id)),
    next: () => setChosen(Math.min(pairs.length - 1, at + 1)),
    back: () => setChosen(Math.max(0, at - 1)),
    undo: queue.decided > 0 ? () => void queue.undo() : undefined,
  }
  return { queue, at, pair, acts, pick: setChosen }
}

/** Pairs that may be one person, the likeliest first, decided one after another with the keyboard. */
const DuplicatesPage = () => {
  const text = useText()
  const { queue, at, pair, acts, pick } = useReview()
  const { next, back, merge, reject, undo } = acts
  useQueueKeys({ j: next, ArrowDown: next, k: back, ArrowUp: back, m: merge, n: reject, z: undo })
  return (
    <Page
      wide
      title={text(label('重复客户', 'Duplicates'))}
      lead={text(label('资料相似、可能是同一人的客户，由您决定', 'People who may be one by what is known of them: you decide'))}
      actions={
        <>
          <Hints />
          <UndoLast undo={undo} />
          <LookNow />
        </>
      }
    >
      {queue.error ? (
        <Failure error={queue.error} retry={() => void queue.refetch()} />
      ) : queue.isPending ? (
        <Skeleton rows={8} />
      ) : pair ? (
        <div className="lk-duplicates">
          <Queue pairs={queue.pairs} at={at} onPick={pick} />
          <Pair key={pair.id} pair={pair} acts={acts} />
        </div>
      ) : (
        <Nothing />
      )}
    </Page>
  )
}
export default DuplicatesPage
