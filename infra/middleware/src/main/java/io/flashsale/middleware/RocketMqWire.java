package io.flashsale.middleware;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Speaks as much of RocketMQ's protocol as starting it takes, so that neither the launcher nor a test needs the
 * client with its threads and log files for that. A frame is its length, the header's length, a JSON header and
 * a body.
 */
final class RocketMqWire {

    private static final int CREATE_TOPIC = 17;
    private static final int ROUTE_OF_TOPIC = 105;
    private static final int CLUSTER_INFO = 106;
    private static final int READ_WRITE = 6;
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int MAX_FRAME_BYTES = 1 << 20;
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*(\\d+)");

    private record Answer(int code, String header, String body) {}

    private RocketMqWire() {}

    /** Whether the name server answers, whatever it knows. */
    static boolean nameServerAnswers(int nameServerPort) throws IOException {
        return call(nameServerPort, CLUSTER_INFO, Map.of()).code() == 0;
    }

    /** Whether a broker of this port is registered in the name server. */
    static boolean isRegistered(int nameServerPort, int brokerPort) throws IOException {
        return call(nameServerPort, CLUSTER_INFO, Map.of()).body().contains("\"127.0.0.1:" + brokerPort + "\"");
    }

    /** Whether clients that ask the name server find the topic. */
    static boolean hasRoute(int nameServerPort, String topic) throws IOException {
        return call(nameServerPort, ROUTE_OF_TOPIC, Map.of("topic", topic)).code() == 0;
    }

    /** Creates the topic or changes it to this number of queues. */
    static void createTopic(int brokerPort, String topic, int queues) throws IOException {
        Answer answer = call(
                brokerPort,
                CREATE_TOPIC,
                Map.of(
                        "topic",
                        topic,
                        "defaultTopic",
                        "TBW102",
                        "readQueueNums",
                        Integer.toString(queues),
                        "writeQueueNums",
                        Integer.toString(queues),
                        "perm",
                        Integer.toString(READ_WRITE),
                        "topicFilterType",
                        "SINGLE_TAG",
                        "topicSysFlag",
                        "0",
                        "order",
                        "false"));
        if (answer.code() != 0) {
            throw new IOException("The broker did not create the topic " + topic + ": " + answer.header());
        }
    }

    private static Answer call(int port, int code, Map<String, String> fields) throws IOException {
        String extFields = fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        byte[] header = ("{\"code\":" + code + ",\"language\":\"JAVA\",\"version\":0,\"opaque\":1,\"flag\":0,"
                        + "\"serializeTypeCurrentRPC\":\"JSON\",\"extFields\":" + extFields + "}")
                .getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(Integer.BYTES + header.length);
            out.writeInt(header.length);
            out.write(header);
            out.flush();
            return answer(new DataInputStream(socket.getInputStream()));
        }
    }

    private static Answer answer(DataInputStream in) throws IOException {
        int length = in.readInt() - Integer.BYTES;
        int headerLength = in.readInt() & 0xFF_FFFF;
        if (length < headerLength || length > MAX_FRAME_BYTES) {
            throw new IOException("Not a RocketMQ answer");
        }
        String header = new String(in.readNBytes(headerLength), StandardCharsets.UTF_8);
        String body = new String(in.readNBytes(length - headerLength), StandardCharsets.UTF_8);
        Matcher code = CODE.matcher(header);
        if (!code.find()) {
            throw new IOException("No code in the answer " + header);
        }
        return new Answer(Integer.parseInt(code.group(1)), header, body);
    }
}
