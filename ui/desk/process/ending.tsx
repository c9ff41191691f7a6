import { label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { Switch } from 'antd'
import { EventSelect } from './event-select.tsx'
import { useBench } from './use-workbench.ts'

const words = {
  goal: {
    said: label('目标：发生后算成功并结束', 'Goal: reached when it happens'),
    help: label('例如「订单已支付」：达成就不再打扰', 'For example “order paid”: once reached, nobody is bothered any more'),
  },
  exit: {
    said: label('提前退出：发生后结束', 'Leave early: ends when it happens'),
    help: label('例如「删除好友」', 'For example “contact lost”'),
  },
}

/** An event that ends a person's way before its end. */
export const Ending = ({ name }: { readonly name: keyof typeof words }) => {
  const text = useText()
  const { draft, change, may } = useBench()
  const said = text(words[name].said)
  const ending = draft[name]
  return (
    <div className="lk-process-field">
      <span className="lk-row">
        <span className="lk-process-said lk-grow">{said}</span>
        <Switch
          size="small"
          disabled={!may}
          checked={ending !== null}
          aria-label={said}
          onChange={(checked) => change({ ...draft, [name]: checked ? { event: '' } : null })}
        />
      </span>
      {ending ? (
        <EventSelect value={ending.event} disabled={!may} onChange={(event) => change({ ...draft, [name]: { event } })} />
      ) : (
        <span className="lk-label">{text(words[name].help)}</span>
      )}
    </div>
  )
}
