export default <div id="banner-editor">{props.status} v{props.version} {props.banners.map((b) => <img key={b.layout_id} src={b.url} width="300" />)}<pre>{JSON.stringify(props.steps)}</pre></div>;
