using System.Buffers.Binary;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ombud.Connectors.Tests.SqlServer.Wire;

/// <summary>TLS as the protocol has it: its handshake goes in packets, and after it the packets go in it.</summary>
internal sealed class TdsTls(Stream inner) : Stream
{
    private const byte Prelogin = 0x12;
    private bool _isShaking = true;
    private int _left;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static async Task<Stream> BeginAsync(Stream stream, X509Certificate2 certificate, CancellationToken cancel)
    {
        var packets = new TdsTls(stream);
        var tls = new SslStream(packets);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            // Of the newer one the server would say something after the handshake, when packets have no place for it any more.
            EnabledSslProtocols = System.Security.Authentication.SslProtocols.Tls12,
        }, cancel);
        packets._isShaking = false;
        return tls;
    }

    /// <summary>A certificate that nobody has issued but itself.</summary>
    public static X509Certificate2 SelfSigned(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    public static byte[] Head(byte kind, int length, bool isLast)
    {
        var head = new byte[8];
        (head[0], head[1]) = (kind, (byte)(isLast ? 1 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)(length + head.Length));
        return head;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_isShaking || buffer.Length == 0)
            return await inner.ReadAsync(buffer, cancellationToken);

        if (_left == 0)
        {
            var head = new byte[8];
            await inner.ReadExactlyAsync(head, cancellationToken);
            _left = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2)) - head.Length;
        }

        var read = await inner.ReadAsync(buffer[..Math.Min(buffer.Length, _left)], cancellationToken);
        _left -= read;
        return read;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isShaking)
            await inner.WriteAsync(Head(Prelogin, buffer.Length, isLast: true), cancellationToken);
        await inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
