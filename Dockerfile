# Build with: docker build -t mentorbot .
# Run with:   docker run -v mentorbot:/state -p 127.0.0.1:5080:5080 mentorbot
# The playground is off, since whoever reaches it can be anybody in it. To reach it from this machine, add:
#   -p 127.0.0.1:5081:5081 -e Playground__Enabled=true -e Playground__Url=http://0.0.0.0:5081 -e Playground__AllowRemote=true

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# Only what a restore reads, so that its layer stays cached until a package changes.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY src/MentorBot/MentorBot.csproj src/MentorBot/packages.lock.json src/MentorBot/
COPY src/MentorBot.Core/MentorBot.Core.csproj src/MentorBot.Core/packages.lock.json src/MentorBot.Core/
COPY src/MentorBot.Playground/MentorBot.Playground.csproj src/MentorBot.Playground/packages.lock.json src/MentorBot.Playground/
COPY src/MentorBot.Discord/MentorBot.Discord.csproj src/MentorBot.Discord/packages.lock.json src/MentorBot.Discord/
COPY src/MentorBot.Slack/MentorBot.Slack.csproj src/MentorBot.Slack/packages.lock.json src/MentorBot.Slack/
COPY src/MentorBot.Storage/MentorBot.Storage.csproj src/MentorBot.Storage/packages.lock.json src/MentorBot.Storage/
RUN dotnet restore src/MentorBot/MentorBot.csproj --locked-mode

COPY .editorconfig appsettings.json ./
COPY data/ data/
COPY src/ src/
# tests/run runs this very line, with an --output of its own, and the tests start what it makes.
RUN dotnet publish src/MentorBot/MentorBot.csproj --configuration Release --no-restore --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
COPY --from=build /app /app

# All that the bot writes goes to the working directory: the SQLite file, its lease, the playground's log.
RUN mkdir /state && chown "$APP_UID:$APP_UID" /state
WORKDIR /state
VOLUME /state
USER $APP_UID

ENV Urls=http://0.0.0.0:5080 \
    Playground__Enabled=false \
    Logging__Console__FormatterName=json \
    Logging__Console__FormatterOptions__TimestampFormat=O
EXPOSE 5080
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 CMD ["dotnet", "/app/MentorBot.dll", "health"]
ENTRYPOINT ["dotnet", "/app/MentorBot.dll"]
