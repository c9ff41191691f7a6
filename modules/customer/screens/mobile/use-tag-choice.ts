import { idIn, label, type Row } from '@lianke/kernel'
import { useAct, useCommand, useText, useToast } from '@lianke/ui/phone'
import { useState } from 'react'
import { tagNames } from './person-card.tsx'

/** The group a tag belongs to. */
export const groupOf = (tag: Row): string => idIn(tag.tag_group) ?? ''

/** Which tags a person shall have: a group that allows one keeps one; what is kept can be taken back. */
export const useTagChoice = (person: Row, all: readonly Row[]) => {
  const { id } = person
  const text = useText()
  const toast = useToast()
  const { close } = useAct()
  const add = useCommand('customer.tag_add')
  const remove = useCommand('customer.tag_remove')
  const [changed, setChanged] = useState<ReadonlySet<string> | null>(null)
  const before = new Set(tagNames(person.tags))
  const chosen = changed ?? before
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
  return { chosen, toggle, save, changes: more.length + fewer.length, saving: add.isPending || remove.isPending }
}
export type TagChoice = ReturnType<typeof useTagChoice>
