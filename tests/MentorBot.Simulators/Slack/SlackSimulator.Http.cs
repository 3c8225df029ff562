using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MentorBot.Simulators.Slack;

/// <content>HTTP mode, and what happens to an installation.</content>
public sealed partial class SlackSimulator
{
    private HttpDeliveries? _http;

    private HttpDeliveries Http => _http ?? throw new InvalidOperationException("UseHttp says where the app listens.");

    /// <summary>Has everything be posted to this address from now on, as Slack does without Socket Mode.</summary>
    public void UseHttp(Uri requestUrl)
    {
        _http ??= new HttpDeliveries(this);
        _http.Url = requestUrl;
        Deliveries = _http;
    }

    /// <summary>What Slack would sign a request with.</summary>
    public static string Signature(string secret, string timestamp, string body) => HttpDeliveries.Signature(secret, timestamp, body);

    /// <summary>Slack's test of a new request URL; true when the challenge came back.</summary>
    public async Task<bool> VerifiesUrlAsync()
    {
        const string challenge = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P";
        var (status, body) = await Http.PostAsync(new JsonObject { ["token"] = "simulated", ["challenge"] = challenge, ["type"] = "url_verification" }.ToJsonString(), "application/json", secret: null, TimeSpan.Zero, isSigned: true);
        if (status != HttpStatusCode.OK)
        {
            return false;
        }

        return body == challenge || (body.StartsWith('{') && JsonDocument.Parse(body).RootElement.TryGetProperty("challenge", out var back) && back.ValueEquals(challenge));
    }

    /// <summary>Slack's ssl_check, which is a form and not signed.</summary>
    public async Task<HttpStatusCode> ChecksSslAsync() =>
        (await Http.PostAsync("ssl_check=1&token=simulated", "application/x-www-form-urlencoded", secret: null, TimeSpan.Zero, isSigned: false)).Status;

    /// <summary>Posts what is not quite as Slack would post it.</summary>
    /// <param name="secret">Another secret than the app's.</param>
    /// <param name="age">How old the request says it is; negative for one of the future.</param>
    /// <param name="isSigned">Off for a request without a signature.</param>
    public async Task<HttpStatusCode> PostsForgedAsync(string body, string contentType = "application/json", string? secret = null, TimeSpan age = default, bool isSigned = true) =>
        (await Http.PostAsync(body, contentType, secret, age, isSigned)).Status;

    /// <summary>Removes the app: both events come, in either order, and its token is dead.</summary>
    public void Uninstall(bool tokensFirst = false)
    {
        var uninstalled = new JsonObject { ["type"] = "app_uninstalled" };
        var revoked = new JsonObject { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(BotUserId) } };
        Raise(tokensFirst ? "tokens_revoked" : "app_uninstalled", scope: null, tokensFirst ? revoked : uninstalled);
        Raise(tokensFirst ? "app_uninstalled" : "tokens_revoked", scope: null, tokensFirst ? uninstalled : revoked);
        DeadTokenError = "account_inactive";
    }

    /// <summary>Revokes the bot's token and says so.</summary>
    public void RevokeToken()
    {
        Raise("tokens_revoked", scope: null, new JsonObject { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(BotUserId) } });
        DeadTokenError = "token_revoked";
    }

    /// <summary>Somebody new in the workspace, which Slack says to everybody.</summary>
    public SlackPerson Welcome(string name, string? timeZone = "Europe/London")
    {
        var person = AddPerson(name, timeZone);
        Raise("team_join", "users:read", new JsonObject { ["type"] = "team_join", ["user"] = person.ToJson(withLocale: true, Options) });
        return person;
    }
}
