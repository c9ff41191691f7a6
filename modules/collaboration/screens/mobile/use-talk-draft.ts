import { useState } from 'react'
import { mentionedIn } from '../../rules/mentioned.rule.ts'
import { type Named, type TalkDoor, type Talking, useUnseeing } from './use-talk.ts'

interface Drafting extends TalkDoor {
  readonly object: string
  readonly id: string
  readonly talk: Talking
  failed(error: unknown): void
}

/** A comment being written: its text, whom it mentions, and who of them would not hear of it. What is refused stays written. */
export const useTalkDraft = ({ ask, object, id, talk, failed }: Drafting) => {
  const [body, setBody] = useState('')
  const [chosen, setChosen] = useState<readonly Named[]>([])
  const [sending, setSending] = useState(false)
  const named = mentionedIn(body, chosen)
  const unseeing = useUnseeing({ ask }, object, id, named)
  const send = async () => {
    setSending(true)
    try {
      await talk.say(body.trim(), named)
      setBody('')
      setChosen([])
    } catch (error) {
      failed(error)
    }
    setSending(false)
  }
  return {
    body,
    setBody,
    mention: (one: Named) => setChosen([...chosen, one]),
    unseeing,
    ready: body.trim() !== '' && !sending,
    sending,
    send: () => void send(),
  }
}
