// Answers every /mentor with the same components from memory: what our own bot is measured against.
// Arguments: the REST API's address without its version, the bot's token, a file with the commands and one with the answer's data as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { Client, GatewayIntentBits, Events } = createRequire(import.meta.url)('discord.js');
const [api, token, commandsFile, answerFile] = process.argv.slice(2);
const commands = JSON.parse(readFileSync(commandsFile, 'utf8'));
const answer = JSON.parse(readFileSync(answerFile, 'utf8'));
const client = new Client({ rest: { api }, intents: [GatewayIntentBits.Guilds] });

client.on(Events.Error, (error) => process.stderr.write(`${error}\n`));
client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isChatInputCommand()) {
        await interaction.reply(answer);
    }
});
client.once(Events.ClientReady, async () => {
    await client.application.commands.set(commands);
    process.stdout.write('up\n');
});
await client.login(token);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
