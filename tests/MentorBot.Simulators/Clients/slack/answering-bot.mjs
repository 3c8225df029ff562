// Acknowledges every /mentor with the same message from memory: what our own bot is measured against.
// Arguments: the Web API's address, the bot's token, the app's token, a file with the message as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { App, SocketModeReceiver, LogLevel } = createRequire(import.meta.url)('@slack/bolt');
const [slackApiUrl, token, appToken, file] = process.argv.slice(2);
const clientOptions = { slackApiUrl };
const message = JSON.parse(readFileSync(file, 'utf8'));
const app = new App({
    token,
    receiver: new SocketModeReceiver({ appToken, installerOptions: { clientOptions }, logLevel: LogLevel.ERROR }),
    clientOptions,
    logLevel: LogLevel.ERROR,
});

app.command('/mentor', async ({ ack }) => { await ack(message); });
await app.start();
