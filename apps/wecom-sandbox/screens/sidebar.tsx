import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useWords } from './words.ts'
import { playedCorp, useAct } from './world.query.ts'

interface PageAsk {
  source: string
  id: number
  name: string
  input: Record<string, Record<string, string>>
}

/** What a page sends into the chat, as the message carries it. */
const attachmentsOf = ({ news, miniprogram, image }: PageAsk['input']): Record<string, unknown>[] => {
  if (news) return [{ msgtype: 'link', link: { title: news.title, url: news.link, desc: news.desc, picurl: news.imgUrl } }]
  if (miniprogram) {
    const { title, page, appid } = miniprogram
    return [{ msgtype: 'miniprogram', miniprogram: { title, page, appid } }]
  }
  return image ? [{ msgtype: 'image', image: { media_id: image.mediaid } }] : []
}

/** Answers the JS-SDK's questions of the page in the frame, and does what it may ask for. */
const useClient = (frame: React.RefObject<HTMLIFrameElement | null>, userid: string, customer: string): void => {
  const send = useAct().mutate
  useEffect(() => {
    const answer = (event: MessageEvent<PageAsk>): unknown => {
      if (event.source !== frame.current?.contentWindow || event.data?.source !== 'wecom-page') return undefined
      const { id, name, input } = event.data
      const reply = (rest: Record<string, unknown>, outcome = 'ok'): void =>
        frame.current?.contentWindow?.postMessage(
          { source: 'wecom-client', id, result: { err_msg: `${name}:${outcome}`, errMsg: `${name}:${outcome}`, ...rest } },
          '*',
        )
      if (name === 'getContext') return reply({ entry: 'single_chat_tools' })
      if (name === 'getCurExternalContact') return reply({ userId: customer })
      if (name === 'getCurExternalChat') return reply({}, 'fail no permission')
      if (name !== 'sendChatMessage') return reply({})
      const said = { text: input.text?.content ?? '', attachments: attachmentsOf(input) }
      send(
        { address: 'send', body: { userid, external_userid: customer, from: 'staff', ...said } },
        { onSuccess: () => reply({}), onError: () => reply({}, 'fail no permission') },
      )
      return undefined
    }
    window.addEventListener('message', answer)
    return () => window.removeEventListener('message', answer)
  }, [frame, customer, userid, send])
}

/** The WeCom client around a page of the product. */
export const Sidebar = ({ userid, customer }: { userid: string; customer: string }) => {
  const say = useWords()
  const frame = useRef<HTMLIFrameElement>(null)
  const [path, setPath] = useState('/h5/sidebar')
  const [turn, setTurn] = useState(0)
  useClient(frame, userid, customer)
  const corp = playedCorp()
  const query = new URLSearchParams({ external_userid: customer, userid, ...(corp === null ? {} : { corp }) })
  return (
    <div className="sidebar">
      <div className="row">
        <Input
          aria-label={say('address')}
          defaultValue={path}
          onPressEnter={(event) => setPath(event.currentTarget.value)}
          size="small"
        />
        <Button size="small" onClick={() => setTurn(turn + 1)}>
          {say('reload')}
        </Button>
      </div>
      <iframe
        key={`${path}${turn}${customer}`}
        ref={frame}
        title={say('sidebar')}
        src={`${path}${path.includes('?') ? '&' : '?'}${query}`}
        allow="geolocation"
      />
    </div>
  )
}
