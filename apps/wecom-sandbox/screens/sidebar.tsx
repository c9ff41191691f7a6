import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useWords } from './words.ts'
import { useAct } from './world.query.ts'

interface PageAsk {
  source: string
  id: number
  name: string
  input: Record<string, Record<string, string>>
}

/** The WeCom client around a page: answers the JS-SDK's questions and does what the page may ask for. */
export const Sidebar = ({ userid, customer }: { userid: string; customer: string }) => {
  const say = useWords()
  const act = useAct()
  const frame = useRef<HTMLIFrameElement>(null)
  const [path, setPath] = useState('/h5/sidebar')
  const [turn, setTurn] = useState(0)
  const send = act.mutate
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
      const { text, news, miniprogram, image } = input
      const attachments = news
        ? [{ msgtype: 'link', link: { title: news.title, url: news.link, desc: news.desc, picurl: news.imgUrl } }]
        : miniprogram
          ? [
              {
                msgtype: 'miniprogram',
                miniprogram: { title: miniprogram.title, page: miniprogram.page, appid: miniprogram.appid },
              },
            ]
          : image
            ? [{ msgtype: 'image', image: { media_id: image.mediaid } }]
            : []
      send(
        { address: 'send', body: { userid, external_userid: customer, from: 'staff', text: text?.content ?? '', attachments } },
        { onSuccess: () => reply({}), onError: () => reply({}, 'fail no permission') },
      )
      return undefined
    }
    window.addEventListener('message', answer)
    return () => window.removeEventListener('message', answer)
  }, [customer, userid, send])
  const query = new URLSearchParams({ external_userid: customer, userid })
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
