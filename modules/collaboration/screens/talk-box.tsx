import { label } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { pathOf, request, useRows, useText, useToast } from '@lianke/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Mentions } from 'antd'
import { useDeferredValue } from 'react'
import { typedName } from '../rules/mentioned.rule.ts'
import { useTalkDraft } from './mobile/use-talk-draft.ts'
import type { Named, Talking } from './mobile/use-talk.ts'

interface About {
  readonly object: string
  readonly id: string
}

/** Colleagues who would not hear, with the way to let them see the record for whoever may give it. */
const Unseeing = ({ object, id, unseeing }: About & { readonly unseeing: readonly Named[] }) => {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const path = `${pathOf(object)}/${id}/team`
  const { data: team } = useQuery({
    queryKey: ['team', object, id],
    queryFn: ({ signal }) => request<{ may_change: boolean }>(path, { signal }),
    enabled: unseeing.length > 0,
    retry: false,
  })
  if (unseeing.length === 0) return null
  const letSee = async () => {
    try {
      for (const one of unseeing)
        await request(path, { method: 'PUT', body: { kind: 'user', id: one.id, level: 'read', until: null } })
    } catch (error) {
      toast.failed(error)
    }
    await Promise.all([
      client.invalidateQueries({ queryKey: ['unseeing', object, id] }),
      client.invalidateQueries({ queryKey: ['team', object, id] }),
    ])
  }
  const who = unseeing.map(({ title }) => title).join('、')
  return (
    <div className="lk-talk-hint" role="status">
      {text(label('{who} 看不到这条记录，不会收到提醒', '{who} cannot see this record and will not be told'), { who })}
      {team?.may_change ? (
        <Button size="small" onClick={() => void letSee()}>
          {text(label('让 TA 可以看', 'Let them see it'))}
        </Button>
      ) : null}
    </div>
  )
}

/** Colleagues found by what is typed. Enter takes the first: until the answer to what is typed is there, whoever does not fit it is no choice. */
const useColleagues = (typed: string | null) => {
  const search = useDeferredValue(typed ?? '')
  const { data, isFetching, isPlaceholderData } = useRows(
    staff.name,
    {
      limit: 8,
      fields: ['name'],
      filter: { field: 'status', op: 'ne', value: 'left' },
      ...(search ? { search } : { sort: ['-updated_at'] }),
    },
    { enabled: typed !== null },
  )
  const answered = !isPlaceholderData && search === typed
  const named = (data?.data ?? []).map((row) => ({ id: row.id, title: String(row.name ?? '') }))
  return { found: named.filter(({ title }) => answered || title.includes(typed ?? '')), loading: typed !== null && isFetching }
}

/** Says something about a record; @ finds a colleague. */
export const TalkBox = ({ object, id, talk }: About & { readonly talk: Talking }) => {
  const text = useText()
  const toast = useToast()
  const { body, setBody, mention, unseeing, ready, sending, send } = useTalkDraft({
    ask: request,
    object,
    id,
    talk,
    failed: toast.failed,
  })
  const { found, loading } = useColleagues(typedName(body))
  return (
    <div className="lk-talk-box">
      <Mentions
        autoSize={{ minRows: body ? 3 : 1, maxRows: 10 }}
        maxLength={4000}
        value={body}
        loading={loading}
        aria-label={text(label('写评论', 'Write a comment'))}
        placeholder={text(label('写评论，@ 提到同事', 'Comment; @ mentions a colleague'))}
        filterOption={false}
        options={found.map((one) => ({ key: one.id, value: one.title, label: one.title }))}
        onSelect={({ key }) => {
          // The list makes keys of its own from those it is given.
          const one = found.find(({ id: known }) => String(key).startsWith(known))
          if (one) mention(one)
        }}
        onChange={setBody}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && ready) send()
        }}
      />
      <Unseeing object={object} id={id} unseeing={unseeing} />
      {body.trim() ? (
        <div className="lk-talk-foot">
          <span className="lk-grow" />
          <Button size="small" type="primary" loading={sending} onClick={send}>
            {text(label('评论', 'Comment'))}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
