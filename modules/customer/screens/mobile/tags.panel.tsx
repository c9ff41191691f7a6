import { label, type Row } from '@lianke/kernel'
import { Button, Empty, Failure, SearchBox, Skeleton, useRecord, useRows, useText, useWords } from '@lianke/ui/phone'
import { useCallback, useState } from 'react'
import { groupOf, type TagChoice, useTagChoice } from './use-tag-choice.ts'

const tagsMax = 200

const useTags = () => {
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
  return { tags: tags.data?.data, groups: groups.data?.data, error: tags.error ?? groups.error }
}

/** One group and those of its tags that are looked for. */
const TagGroup = ({
  group,
  tags,
  choice: { chosen, toggle },
}: {
  readonly group: Row
  readonly tags: readonly Row[]
  readonly choice: TagChoice
}) => {
  const text = useText()
  return (
    <fieldset className="lkm-choice">
      <legend>
        {String(group.name)}
        {group.exclusive ? text(label('（单选）', ' (one)')) : ''}
      </legend>
      <div className="lkm-chips">
        {tags.map((tag) => (
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
}

const TagsOfPerson = ({
  person,
  tags,
  groups,
}: {
  readonly person: Row
  readonly tags: readonly Row[]
  readonly groups: readonly Row[]
}) => {
  const text = useText()
  const w = useWords()
  const choice = useTagChoice(person, tags)
  const [q, setQ] = useState('')
  const search = useCallback((next: string) => setQ(next), [])
  const shown = tags.filter((tag) => String(tag.name).toLowerCase().includes(q.toLowerCase()))
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
        {groups.map((group) => {
          const own = shown.filter((tag) => groupOf(tag) === group.id)
          return own.length === 0 ? null : <TagGroup key={group.id} group={group} tags={own} choice={choice} />
        })}
      </div>
      <div className="lkm-sheet-foot">
        <Button
          block
          color="primary"
          size="large"
          disabled={choice.changes === 0}
          loading={choice.saving}
          onClick={() => void choice.save()}
        >
          {w('common.save')}
        </Button>
      </div>
    </>
  )
}

/** Tags by their groups; a group that allows one keeps one. */
const Tags = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const person = useRecord(object, id)
  const { tags, groups, error } = useTags()
  const failed = person.error ?? error
  if (failed) return <Failure error={failed} />
  if (!person.data || !tags || !groups) return <Skeleton rows={5} height={52} />
  return <TagsOfPerson person={person.data} tags={tags} groups={groups} />
}
export default Tags
