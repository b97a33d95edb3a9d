using System.Text;
using Toktrack.Scanner.Model;

namespace Toktrack.Tool.Demo.OpenCode;

/// <summary>One answer in OpenCode, as a row of the database or as a file of the older tree.</summary>
internal struct OpenCodeMessage
{
    public string Id;
    public string Session;
    public string Folder;
    public string Provider;
    public string Model;
    public long Time;
    public long Input;
    public long Output;
    public long Reasoning;
    public long CacheRead;
    public long CacheWrite;

    /// <summary>What toktrack has to make of it.</summary>
    public readonly TokenCounts Counts => new()
    {
        Input = Input,
        Output = Output + Reasoning,
        Reasoning = Reasoning,
        CacheRead = CacheRead,
        CacheWrite5m = CacheWrite,
    };

    /// <summary>The JSON; rows of the database lack the ids, which are columns there.</summary>
    public readonly string Json(bool withIds)
    {
        var json = new StringBuilder("{", 512);
        if (withIds)
        {
            json.Append($"\"id\":\"{Id}\",\"sessionID\":\"{Session}\",");
        }

        return json.Append($"\"parentID\":\"msg_parent\",\"role\":\"assistant\",\"mode\":\"build\",\"agent\":\"build\",\"path\":{{\"cwd\":\"{Folder}\",\"root\":\"{Folder}\"}},")
            .Append($"\"cost\":0,\"tokens\":{{\"total\":{Input + Output + Reasoning + CacheRead + CacheWrite},\"input\":{Input},\"output\":{Output},\"reasoning\":{Reasoning},")
            .Append($"\"cache\":{{\"write\":{CacheWrite},\"read\":{CacheRead}}}}},\"modelID\":\"{Model}\",\"providerID\":\"{Provider}\",")
            .Append($"\"time\":{{\"created\":{Time},\"completed\":{Time + 4000}}},\"finish\":\"tool-calls\"}}").ToString();
    }
}
