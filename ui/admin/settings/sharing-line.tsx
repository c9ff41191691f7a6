import { label } from '@lianke/kernel'
import { Switch } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { groupOf } from '../../desk/filter-builder/filter-tree.ts'
import { sayFilter } from '../../desk/filter-builder/filter-sentence.ts'
import { useSpeaker } from '../../desk/filter-builder/speaker.ts'
import { levels, PrincipalName } from '../../desk/sharing/principal.tsx'
import type { SharingRule } from './sharing-rule.ts'
import { useSharingActs } from './use-sharing-acts.ts'

/** A rule as a sentence: which records, with whom. */
const RuleSaid = ({ rule }: { readonly rule: SharingRule }) => {
  const text = useText()
  const speaker = useSpeaker()
  const object = useModel().object(rule.object)
  const said = groupOf(rule.filter).items.length === 0 ? text(label('全部', 'all')) : sayFilter(speaker, rule.object, rule.filter)
  return (
    <div className="lk-share-say">
      <span>
        {text(object?.plural ?? object?.label) || rule.object} · {said}
      </span>
      <Icon name="arrow-right" size={14} />
      {rule.principals.length === 0 ? (
        <span className="lk-muted">{text(label('对象都已不存在', 'nobody is left'))}</span>
      ) : (
        rule.principals.map((one) => <PrincipalName key={one.id} principal={one} />)
      )}
    </div>
  )
}

/** One sharing rule, with its switch. */
export const SharingLine = ({ rule, edit }: { readonly rule: SharingRule; edit(): void }) => {
  const w = useWords()
  const text = useText()
  const { busy, change, remove } = useSharingActs(rule)
  return (
    <li className={`lk-share-line${rule.active ? '' : ' off'}`}>
      <div className="lk-grow">
        <div className="lk-row">
          <b className="lk-ellipsis">{rule.name || text(label('未命名', 'Unnamed'))}</b>
          <span className={`lk-pill lk-c-${rule.level === 'update' ? 'orange' : 'blue'}`}>{text(levels[rule.level])}</span>
          {rule.broken ? (
            <span className="lk-pill lk-c-red">{text(label('条件已失效，没有共享', 'Broken: shares nothing'))}</span>
          ) : null}
        </div>
        <RuleSaid rule={rule} />
      </div>
      <div className="lk-row">
        <Switch
          size="small"
          checked={rule.active}
          loading={busy}
          onChange={change}
          aria-label={text(label('启用「{name}」', 'Switch “{name}” on'), { name: rule.name })}
        />
        <button type="button" className="lk-icon-button" aria-label={w('common.edit')} title={w('common.edit')} onClick={edit}>
          <Icon name="edit" size={15} />
        </button>
        <button
          type="button"
          className="lk-icon-button"
          aria-label={w('common.delete')}
          title={w('common.delete')}
          onClick={() => void remove()}
        >
          <Icon name="trash" size={15} />
        </button>
      </div>
    </li>
  )
}
