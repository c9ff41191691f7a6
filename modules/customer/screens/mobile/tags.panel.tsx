import { label, type Row, idIn } from '@lianke/kernel'
import {
  Button,
  Empty,
  Failure,
  SearchBox,
  Skeleton,
  useAct,
  useCommand,
  useRecord,
  useRows,
  useText,
  useToast,
  useWords,
} from '@lianke/ui/phone'
import { useCallback, useState } from 'react'
import { tagNames } from './person-card.tsx'

const tagsMax = 200
const groupOf = (tag: Row): string => idIn(tag.tag_group) ?? ''

/** Tags by their groups; a group that allows one keeps one. */
const Tags = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const w = useWords()
  const toast = useToast()
  const { close } = useAct()
  const person = useRecord(object, id)
  const tags = useRows(
    'customer.tag',
    { limit: tagsMax, sort: ['position'], fields: ['name', 'tag_group'] },
    { staleTime: 60_000 },
  )
  const groups = useRows(
    'customer.tag_group',
    { limit: tagsMax, sort: ['position'], fields: ['name', 'exclusive'] },
    { staleTime: 60_000 },
  )
  const [q, setQ] = useState('')
  const [changed, setChanged] = useState<ReadonlySet<string> | null>(null)
  const search = useCallback((next: string) => setQ(next), [])
  const add = useCommand('customer.tag_add')
  const remove = useCommand('customer.tag_remove')
  const error = person.error ?? tags.error ?? groups.error
  if (error) return <Failure error={error} />
  if (!person.data || !tags.data || !groups.data) return <Skeleton rows={5} height={52} />
  const before = new Set(tagNames(person.data.tags))
  const chosen = changed ?? before
  const all = tags.data.data
  const toggle = (tag: Row, exclusive: boolean) => {
    const name = String(tag.name)
    const next = new Set(chosen)
    if (!next.delete(name)) {
      if (exclusive) for (const other of all) if (groupOf(other) === groupOf(tag)) next.delete(String(other.name))
      next.add(name)
    }
    setChanged(next)
  }
  const more = [...chosen].filter((name) => !before.has(name))
  const fewer = [...before].filter((name) => !chosen.has(name))
  const save = async () => {
    try {
      if (fewer.length > 0) await remove.mutateAsync({ id, tags: fewer })
      if (more.length > 0) await add.mutateAsync({ id, tags: more })
      toast.done(text(label('标签已更新', 'Tags updated')), async () => {
        if (more.length > 0) await remove.mutateAsync({ id, tags: more })
        if (fewer.length > 0) await add.mutateAsync({ id, tags: fewer })
      })
      close()
    } catch (cause) {
      toast.failed(cause)
    }
  }
  const shown = all.filter((tag) => String(tag.name).toLowerCase().includes(q.toLowerCase()))
  return (
    <>
      <SearchBox placeholder={text(label('搜索标签', 'Search tags'))} onSearch={search} />
      <div className="lkm-sheet-body">
        {shown.length === 0 ? (
          <Empty
            small
            icon="tag"
            title={text(label('没有这样的标签', 'No such tag'))}
            help={text(label('标签由管理员在电脑端维护', 'Tags are kept by an administrator on the desktop'))}
          />
        ) : null}
        {groups.data.data.map((group) => {
          const own = shown.filter((tag) => groupOf(tag) === group.id)
          return own.length === 0 ? null : (
            <fieldset key={group.id} className="lkm-choice">
              <legend>
                {String(group.name)}
                {group.exclusive ? text(label('（单选）', ' (one)')) : ''}
              </legend>
              <div className="lkm-chips">
                {own.map((tag) => (
                  <button
                    key={tag.id}
                    type="button"
                    className="lkm-chip"
                    aria-pressed={chosen.has(String(tag.name))}
                    onClick={() => toggle(tag, group.exclusive === true)}
                  >
                    {String(tag.name)}
                  </button>
                ))}
              </div>
            </fieldset>
          )
        })}
      </div>
      <div className="lkm-sheet-foot">
        <Button
          block
          color="primary"
          size="large"
          disabled={more.length + fewer.length === 0}
          loading={add.isPending || remove.isPending}
          onClick={() => void save()}
        >
          {w('common.save')}
        </Button>
      </div>
    </>
  )
}
export default Tags
