import { type DesignedObject, label, type Label, type MetaObject } from '@lianke/kernel'
import { Alert, Button, Drawer } from 'antd'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useModelAgain } from './custom.ts'
import { sayProblem } from '../../base/feedback/say-problem.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { DrawerFoot } from '../../desk/shell/drawer-foot.tsx'
import { bothOf } from './overlay-change.rule.ts'
import { overlayPath, type Stale, staleIn, undoChange } from './overlay-data.ts'
import { StaleNotice } from './stale-notice.tsx'
import { WordsTwice } from './words-twice.tsx'

interface Props {
  readonly object: MetaObject
  readonly designed: DesignedObject
  close(): void
}

const useWordsDraft = ({ object, designed, close }: Props) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const again = useModelAgain()
  const [version] = useState(designed.version)
  const [one, setOne] = useState<Label>(object.label)
  const [many, setMany] = useState<Label>(object.plural ?? object.label)
  const [stale, setStale] = useState<Stale | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (said: object) => {
    setBusy(true)
    setProblem(null)
    try {
      const body = { version: stale?.version ?? version, ...said }
      const kept = await request<{ change: string | null }>(overlayPath(object.name), { method: 'PATCH', body })
      await again()
      toast.done(text(label('名称已修改，立即生效', 'Renamed, at once for everybody')), () => undoChange(kept.change).then(again))
      close()
    } catch (error) {
      const other = staleIn(error)
      if (other) setStale(other)
      else setProblem(sayProblem(error, w))
    } finally {
      setBusy(false)
    }
  }
  return { one, setOne, many, setMany, stale, problem, busy, send }
}

/** What an object is called, one and many, in both languages. */
export const WordsDrawer = (props: Props) => {
  const w = useWords()
  const text = useText()
  const { one, setOne, many, setMany, stale, problem, busy, send } = useWordsDraft(props)
  const { said, released } = props.designed
  const [label1, plural] = [bothOf(one), bothOf(many)]
  return (
    <Drawer
      open
      onClose={props.close}
      size={480}
      title={text(label('改名', 'Rename'))}
      footer={
        <DrawerFoot
          close={props.close}
          act={() => void send({ label: label1, plural: plural ?? label1 })}
          word={stale ? text(label('仍然保存我的', 'Save mine')) : w('common.save')}
          busy={busy}
          disabled={!label1}
        />
      }
    >
      <div className="lk-stack">
        {problem ? <Alert type="error" title={problem} /> : null}
        {stale ? <StaleNotice stale={stale} /> : null}
        <WordsTwice said={label('名称', 'Name')} value={one} change={setOne} product={released.label} focus />
        <WordsTwice
          said={label('复数名称', 'Plural')}
          value={many}
          change={setMany}
          product={released.plural ?? released.label}
        />
        {said.label || said.plural ? (
          <Button
            type="link"
            style={{ alignSelf: 'start', paddingInline: 0 }}
            onClick={() => void send({ reset: ['label', 'plural'] })}
          >
            {text(label('恢复产品的名称', 'Back to the product’s name'))}
          </Button>
        ) : null}
      </div>
    </Drawer>
  )
}
