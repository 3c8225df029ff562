// A small bot on @slack/bolt, as its documentation shows one. It runs against whatever Slack the environment names:
// SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET and PORT (HTTP).
import { createRequire } from 'node:module';

const { App, SocketModeReceiver, HTTPReceiver, LogLevel } = createRequire(import.meta.url)('@slack/bolt');
const { SLACK_API_URL: slackApiUrl, SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret, PORT: port } = process.env;
const clientOptions = { slackApiUrl };
const logLevel = LogLevel[process.env.LOG_LEVEL ?? 'ERROR'];

const receiver = appToken
    ? new SocketModeReceiver({ appToken, installerOptions: { clientOptions }, logLevel, clientPingTimeout: 2_000 })
    : new HTTPReceiver({ signingSecret, endpoints: '/slack/events', logLevel });
const app = new App({ token, receiver, clientOptions, logLevel });

const plain = (text) => ({ type: 'plain_text', text });
const section = (text) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (text, action_id) => ({ type: 'button', text: plain(text), action_id });
const form = {
    type: 'modal',
    callback_id: 'note',
    title: plain('Note'),
    submit: plain('Save'),
    close: plain('Cancel'),
    notify_on_close: true,
    blocks: [
        { type: 'input', block_id: 'title', label: plain('Title'), element: { type: 'plain_text_input', action_id: 'title' } },
        { type: 'input', block_id: 'kind', optional: true, label: plain('Kind'), element: { type: 'external_select', action_id: 'kind', min_query_length: 0 } },
    ],
};

app.command('/note', async ({ command, ack, client, respond }) => {
    if (command.text === 'new') {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: form });
        return;
    }

    await ack({ text: `You said ${command.text}`, blocks: [section(`You said *${command.text}*`), { type: 'actions', elements: [button('More', 'more')] }] });
    if (command.text === 'twice') {
        await respond({ text: 'And once more' });
    }
});
app.action('more', async ({ ack, respond, body }) => {
    await ack();
    await respond({ replace_original: true, text: `More for <@${body.user.id}>` });
});
app.options('kind', async ({ ack, payload }) => ack({ options: [{ text: plain(`Kind ${payload.value}`), value: payload.value }] }));
app.view('note', async ({ ack, view, body, client }) => {
    const title = view.state.values.title.title.value;
    if (title.length < 3) {
        await ack({ response_action: 'errors', errors: { title: 'Three letters at least, please.' } });
        return;
    }

    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: `Saved ${title} as ${view.state.values.kind.kind.selected_option?.value ?? 'nothing'}` });
});
app.view({ callback_id: 'note', type: 'view_closed' }, async ({ ack, body, client }) => {
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: 'Not saved' });
});
app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab === 'home') {
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [section(`Welcome <@${event.user}>`)] } });
    }
});
app.event('app_mention', async ({ event, say }) => say({ text: `You called, <@${event.user}>?`, thread_ts: event.thread_ts ?? event.ts }));
app.event('member_joined_channel', async ({ event, context, say }) => {
    if (event.user === context.botUserId) {
        await say('Hello everybody');
    }
});
app.message(async ({ message, say }) => {
    if (message.channel_type === 'im' && !message.bot_id) {
        await say(`I heard ${message.text}`);
    }
});
app.shortcut('note_global', async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: form });
});
app.shortcut('note_message', async ({ ack, shortcut, respond }) => {
    await ack();
    await respond(`Noted: ${shortcut.message.text}`);
});

await app.start(port ? Number(port) : 0);
const address = receiver.server?.address?.();
process.stdout.write(`up ${address?.port ?? ''}\n`);
// Whoever started it ends it by closing its input, so that it never outlives a test.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
