// A small bot on discord.js, as its guide shows one. It runs against whatever Discord the environment names: DISCORD_API, DISCORD_TOKEN.
import { createRequire } from 'node:module';

const {
    Client, GatewayIntentBits, Events, MessageFlags, ApplicationCommandOptionType, ApplicationCommandType, ButtonBuilder, ButtonStyle, ActionRowBuilder,
    ModalBuilder, TextInputBuilder, TextInputStyle, LabelBuilder, ContainerBuilder, TextDisplayBuilder, StringSelectMenuBuilder, UserSelectMenuBuilder, Partials,
} = createRequire(import.meta.url)('discord.js');
const { DISCORD_API: api, DISCORD_TOKEN: token } = process.env;
const client = new Client({
    rest: { api },
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
});
const say = (line) => process.stdout.write(`${line}\n`);

const commands = [
    {
        name: 'note',
        description: 'Keep a note',
        options: [
            { type: ApplicationCommandOptionType.Subcommand, name: 'say', description: 'Say it back', options: [
                { type: ApplicationCommandOptionType.String, name: 'text', description: 'What to say', required: true, autocomplete: true },
                { type: ApplicationCommandOptionType.User, name: 'to', description: 'Who to' },
            ] },
            { type: ApplicationCommandOptionType.Subcommand, name: 'new', description: 'Write a new one' },
            { type: ApplicationCommandOptionType.Subcommand, name: 'slow', description: 'Take a while' },
            { type: ApplicationCommandOptionType.Subcommand, name: 'many', description: 'Post many messages' },
            { type: ApplicationCommandOptionType.Subcommand, name: 'pick', description: 'Pick somebody' },
            { type: ApplicationCommandOptionType.Subcommand, name: 'never', description: 'Say nothing' },
        ],
    },
    { name: 'Keep as note', type: ApplicationCommandType.Message },
];

const panel = (text) => new ContainerBuilder()
    .addTextDisplayComponents(new TextDisplayBuilder().setContent(text))
    .addActionRowComponents((row) => row.addComponents(new ButtonBuilder().setCustomId('more').setLabel('More').setStyle(ButtonStyle.Primary)));

client.on(Events.Debug, (line) => { if (process.env.DEBUG) process.stderr.write(`${line}\n`); });
client.on(Events.ShardResume, (_, replayed) => say(`resumed ${replayed}`));
client.rest.on('rateLimited', ({ scope, global }) => say(`limited ${global ? 'global' : scope}`));
client.on(Events.Error, (error) => process.stderr.write(`${error}\n`));
client.on(Events.GuildCreate, (guild) => say(`joined ${guild.name}`));
client.on(Events.GuildDelete, (guild) => say(`left ${guild.name}`));

client.on(Events.MessageCreate, async (message) => {
    if (!message.author.bot && message.channel.isDMBased()) {
        await message.channel.send(`I heard ${message.content}`);
    }
});

const slash = {
    async say(interaction) {
        const to = interaction.options.getUser('to');
        await interaction.reply({
            components: [panel(`You said **${interaction.options.getString('text')}**${to ? ` to ${to}` : ''}`)],
            flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
            allowedMentions: { parse: [] },
        });
    },
    async new(interaction) {
        await interaction.showModal(new ModalBuilder().setCustomId('note').setTitle('Note').addLabelComponents(
            new LabelBuilder().setLabel('Title').setTextInputComponent(new TextInputBuilder().setCustomId('title').setStyle(TextInputStyle.Short).setMaxLength(20)),
            new LabelBuilder().setLabel('Kind').setStringSelectMenuComponent(new StringSelectMenuBuilder().setCustomId('kind').addOptions({ label: 'Big', value: 'b' }, { label: 'Small', value: 's' })),
        ));
    },
    async slow(interaction) {
        await interaction.deferReply();
        await interaction.editReply('It took a while');
        await interaction.followUp({ content: 'And one thing more', flags: MessageFlags.Ephemeral });
    },
    async many(interaction) {
        await interaction.reply('Here they come');
        for (let number = 1; number <= 7; number++) {
            await interaction.channel.send(`Number ${number}`);
        }
    },
    async pick(interaction) {
        await interaction.reply({ content: 'Who is it?', components: [new ActionRowBuilder().addComponents(new UserSelectMenuBuilder().setCustomId('who').setPlaceholder('Somebody'))] });
    },
    async never() {},
};

client.on(Events.InteractionCreate, async (interaction) => {
    try {
        if (interaction.isChatInputCommand()) {
            await slash[interaction.options.getSubcommand()](interaction);
        } else if (interaction.isAutocomplete()) {
            const typed = interaction.options.getFocused();
            await interaction.respond([{ name: `Good ${typed}`, value: `good-${typed}` }]);
        } else if (interaction.isButton()) {
            await interaction.update({ components: [new TextDisplayBuilder().setContent(`More for ${interaction.user}`)], allowedMentions: { parse: [] } });
        } else if (interaction.isUserSelectMenu()) {
            await interaction.update({ content: `It is ${interaction.users.first().username}, ${interaction.members.first().roles.cache.size} role`, components: [] });
        } else if (interaction.isModalSubmit()) {
            await interaction.reply(`Saved ${interaction.fields.getTextInputValue('title')} as ${interaction.fields.getStringSelectValues('kind')[0]}`);
        } else if (interaction.isMessageContextMenuCommand()) {
            await interaction.reply({ content: `Kept: ${interaction.targetMessage.content}`, flags: MessageFlags.Ephemeral });
        }
    } catch (error) {
        process.stderr.write(`${error?.stack ?? error}\n`);
    }
});

client.once(Events.ClientReady, async () => {
    await client.application.commands.set(commands);
    say(`up ${client.user.username} in ${client.guilds.cache.map((guild) => guild.name).join(', ')}`);
});
await client.login(token);
// Whoever started it ends it by closing its input, so that it never outlives a test.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
