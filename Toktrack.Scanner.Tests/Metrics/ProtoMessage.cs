using System.Buffers.Binary;
using System.Text;

namespace Toktrack.Scanner.Tests.Metrics;

/// <summary>A protobuf message taken apart into its fields, whatever they mean. Every byte must belong to one.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> _fields = [];

    public ProtoMessage(byte[] bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var key = Varint();
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    _fields.Add((field, Varint(), []));
                    break;
                case 1:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at, 8)), []));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint();
                    _fields.Add((field, 0, bytes.AsSpan(at, length).ToArray()));
                    at += length;
                    break;
                case 5:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at, 4)), []));
                    at += 4;
                    break;
                default:
                    throw new FormatException($"Wire type {key & 7}.");
            }
        }

        ulong Varint()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var b = bytes[at++];
                value |= (ulong)(b & 0x7F) << shift;
                if (b < 0x80) return value;
            }
        }
    }

    public bool Has(int field) => _fields.Exists(f => f.Field == field);

    public ulong Number(int field) => _fields.FindLast(f => f.Field == field).Number;

    public string Text(int field) => Encoding.UTF8.GetString(_fields.FindLast(f => f.Field == field).Bytes ?? []);

    public IEnumerable<ProtoMessage> All(int field) => _fields.Where(f => f.Field == field).Select(f => new ProtoMessage(f.Bytes));

    public ProtoMessage? One(int field) => All(field).LastOrDefault();
}
