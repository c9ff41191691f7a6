import { refuse } from '@lianke/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemOf } from '../../model/problems/problem.ts'
import { api, type Http } from '../http/host.ts'
import { answerMcp } from './answer-mcp.ts'
import { openDoor } from './door.ts'
import { openProposal, sealProposal } from './proposal.ts'
import { readingTools } from './reading-tools.ts'
import { writingTools } from './writing-tools.ts'

const acceptAll = 'application/json, text/event-stream'

const answer = async (http: Http, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { tenant, locale } = request.caller
  const door = openDoor(http, request)
  const seal = http.platform.secrets.cursors(tenant)
  const { words } = await http.platform.model(tenant)
  const tools = [
    ...readingTools(door),
    ...writingTools({
      door,
      seal: (proposed) => sealProposal(seal, door, proposed, Date.now()),
      open: (word) => openProposal(seal, door, word, Date.now()),
    }),
  ]
  const version = request.headers['mcp-protocol-version']
  const response = await answerMcp({
    tools,
    locale,
    url: `${http.publicUrl}${request.url}`,
    headers: {
      accept: acceptAll,
      'content-type': 'application/json',
      ...(typeof version === 'string' ? { 'mcp-protocol-version': version } : {}),
    },
    body: request.body,
    say: (error) => {
      const { title, detail, code } = problemOf(error, { locale, words })
      return [title, detail, `code: ${code}`].filter(Boolean).join('\n')
    },
  })
  const text = await response.text()
  reply.code(response.status)
  const type = response.headers.get('content-type')
  return type ? reply.type(type).send(text) : reply.send(text || undefined)
}

/** `POST /api/v1/mcp`: the company's records and acts for assistants that speak the Model Context Protocol, by the caller's rights. */
export const addMcpRoutes = (http: Http): void => {
  http.app.post(api('/mcp'), (request, reply) => answer(http, request, reply))
  // Without sessions there is no stream to open and none to end.
  for (const method of ['GET', 'DELETE'] as const)
    http.app.route({
      method,
      url: api('/mcp'),
      handler: async (_, reply) => {
        reply.header('allow', 'POST')
        return refuse('request.wrong_method', { status: 405, params: { allow: 'POST' } })
      },
    })
}
