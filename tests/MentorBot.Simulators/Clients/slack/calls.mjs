// Calls of @slack/web-api, whose outcome goes to the output as JSON, a line for each.
import { createRequire } from 'node:module';

const { WebClient } = createRequire(import.meta.url)('@slack/web-api');
const { SLACK_API_URL: slackApiUrl, SLACK_BOT_TOKEN: token, CHANNEL: channel, USER: user } = process.env;
const client = new WebClient(token, { slackApiUrl, logLevel: 'error', retryConfig: { retries: 3, minTimeout: 100 } });
const impatient = new WebClient(token, { slackApiUrl, logLevel: 'error', rejectRateLimitedCalls: true, retryConfig: { retries: 0 } });

const say = (what, outcome) => process.stdout.write(`${JSON.stringify({ what, ...outcome })}\n`);
const attempt = async (what, call) => {
    try {
        say(what, { result: await call() });
    } catch (error) {
        say(what, { error: error.data?.error ?? error.code, messages: error.data?.response_metadata?.messages, retryAfter: error.retryAfter, needed: error.data?.needed });
    }
};

await attempt('auth', () => client.auth.test());
await attempt('post', () => client.chat.postMessage({ channel, text: 'Hello', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*Hello*' } }], metadata: { event_type: 'test', event_payload: { key: '1' } } }));
await attempt('invalid', () => client.chat.postMessage({ channel, text: 'Hello', blocks: [{ type: 'header', text: { type: 'mrkdwn', text: '*Hello*' } }] }));
await attempt('history', () => client.conversations.history({ channel, include_all_metadata: true }));
await attempt('user', () => client.users.info({ user, include_locale: true }));
await attempt('missing', () => client.conversations.list({ types: 'mpim' }));
await attempt('upload', () => client.files.uploadV2({ channel_id: channel, filename: 'plan.txt', content: 'Day 1: ask', title: 'Your plan', initial_comment: 'Here it is' }));
const members = [];
for await (const page of client.paginate('users.list', { limit: 2 })) {
    members.push(...page.members.map((member) => member.name));
}
say('members', { result: members });
let refusal;
for (let time = 0; time < 30 && !refusal; time++) {
    refusal = await impatient.chat.postMessage({ channel, text: `Number ${time}` }).then(() => undefined, (error) => error);
}
say('limit', { error: refusal?.code, retryAfter: refusal?.retryAfter });
await attempt('waits', () => client.chat.postMessage({ channel, text: 'Patience' }));
