import { request } from '@lianke/ui'
import { useTalk } from './mobile/use-talk.ts'
import Talk from './talk.panel.tsx'

/** In the peek of a record the comments stand where there are some: whoever is mentioned opens it from the notice. */
const TalkPeek = ({ object, id }: { readonly object: string; readonly id: string }) =>
  useTalk({ ask: request }, object, id).count > 0 ? <Talk object={object} id={id} /> : null
export default TalkPeek
