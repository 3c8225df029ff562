using System.Buffers;

namespace MentorBot.Core.Platforms;

/// <summary>Where a socket's messages are put together, one after another: it grows for a large one and is small again after it.</summary>
/// <param name="largest">In bytes: more is no message of the platform's.</param>
public sealed class MessageBuffer(int largest) : IDisposable
{
    private const int Usual = 16 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Usual);

    /// <summary>Room for what comes next.</summary>
    /// <param name="length">How much of the message is there; 0 begins another one, and what was there is over.</param>
    /// <exception cref="InvalidDataException">The message is too large.</exception>
    public Memory<byte> From(int length)
    {
        if (length == 0 && _bytes.Length > 16 * Usual)
        {
            Replace(Usual, keeps: 0);
        }
        else if (length == _bytes.Length)
        {
            Replace(length < largest ? length * 2 : throw new InvalidDataException(), keeps: length);
        }

        return _bytes.AsMemory(length);
    }

    /// <summary>The message so far.</summary>
    public ReadOnlyMemory<byte> UpTo(int length) => _bytes.AsMemory(0, length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void Replace(int size, int keeps)
    {
        var other = ArrayPool<byte>.Shared.Rent(size);
        _bytes.AsSpan(0, keeps).CopyTo(other);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = other;
    }
}
